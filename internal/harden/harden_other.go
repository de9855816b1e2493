//go:build !linux

package harden

func undumpable() {}
