# shellcheck shell=bash
# Sourced by what makes a release: where the project is at home, written here and nowhere
# else. It is not known yet; once it is, set it and run scripts/module.sh, which makes it the
# path of the Go module.
readonly home=example.org/playtoken
# shellcheck disable=SC2034 # read by the scripts that source this one
readonly homepage=https://$home
