package platform

// jwtRules are the reasons for playback to fail that only this platform knows.
var jwtRules []Rule
