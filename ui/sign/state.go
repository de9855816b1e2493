// Package sign is the screen that makes tokens: a form on the left, the token
// and what it opens on the right. There is no button to sign: the token is made
// as soon as the form allows it and again on each change.
//
// The form is that of the platform: its fields say what is asked for and where it
// stands. What was typed for one platform is kept while another is chosen.
package sign

// State is everything the screen shows, already worded: what each of its panels has to
// show. It is not changed once made.
type State struct {
	FormState
	KeyState
	ResultState
	URLsState
	SnippetsState
}
