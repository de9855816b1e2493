package platform

// edgecastRules are the reasons for playback to fail that only this platform knows.
var edgecastRules []Rule
