package main

import (
	_ "embed"

	"github.com/spf13/cobra"
)

// notices are the licences of what is linked into ptok, as scripts/notices.sh collects
// them.
//
//go:embed THIRD_PARTY_NOTICES
var notices string

func licencesCommand(p *program) *cobra.Command {
	return &cobra.Command{
		Use: "licences", Aliases: []string{"licenses"}, Short: "print the licences of the software in ptok",
		Long: licencesHelp, Args: takesNothing,
		RunE: func(*cobra.Command, []string) error {
			p.out.WriteString(notices)
			return nil
		},
	}
}
