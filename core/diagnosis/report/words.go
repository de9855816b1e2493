package report

// What the Markdown says beside the case.
const (
	findingsHead  = "Findings"
	followsFromIt = "follows from it: "
	mayDiffer     = " (The platform may differ.)"
)
