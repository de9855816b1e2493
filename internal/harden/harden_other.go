//go:build !linux

package harden

func undumpable() {}

func sandboxed() bool { return false }
