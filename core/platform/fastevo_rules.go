package platform

// fastevoRules are the reasons for playback to fail that only this platform knows.
var fastevoRules []Rule
