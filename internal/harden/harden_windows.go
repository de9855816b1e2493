package harden

func process() {}
