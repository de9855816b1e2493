package platform

// bitmovinRules are the reasons for playback to fail that only this platform knows.
var bitmovinRules []Rule
