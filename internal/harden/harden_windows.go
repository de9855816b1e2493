package harden

func noCore() {}
