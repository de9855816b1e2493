# Homebrew cask of the window, which .github/workflows/release.yml builds on macOS. Not run
# where it was made; its sum is that of the workflow's .zip.
cask "playtoken" do
  version "@VERSION@"
  sha256 :no_check

  url "@HOMEPAGE@/releases/download/v@VERSION@/playtoken_@VERSION@_darwin-arm64.zip"
  name "Playtoken"
  desc "Sign, decode and explain signed-playback tokens"
  homepage "@HOMEPAGE@"

  depends_on arch: :arm64

  app "Playtoken.app"

  zap trash: "~/Library/Preferences/fyne/org.playtoken.app"
end
