package account_test

import (
	"fmt"

	"playtoken/core/account"
)

// A creation has an ID of its own.
func Example() {
	fmt.Println(len(account.NewRequest()))
	// Output: 36
}
