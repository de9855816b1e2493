# Homebrew formula of ptok. Not run where it was made: there is no Homebrew there.
class Ptok < Formula
  desc "Sign, decode and explain signed-playback tokens in a terminal"
  homepage "@HOMEPAGE@"
  version "@VERSION@"
  license "MIT"

  on_macos do
    on_arm do
      url "@HOMEPAGE@/releases/download/v@VERSION@/ptok_@VERSION@_darwin-arm64.tar.xz"
      sha256 "@SHA256:ptok_VERSION_darwin-arm64.tar.xz@"
    end
    on_intel do
      url "@HOMEPAGE@/releases/download/v@VERSION@/ptok_@VERSION@_darwin-amd64.tar.xz"
      sha256 "@SHA256:ptok_VERSION_darwin-amd64.tar.xz@"
    end
  end
  on_linux do
    on_arm do
      url "@HOMEPAGE@/releases/download/v@VERSION@/ptok_@VERSION@_linux-arm64.tar.xz"
      sha256 "@SHA256:ptok_VERSION_linux-arm64.tar.xz@"
    end
    on_intel do
      url "@HOMEPAGE@/releases/download/v@VERSION@/ptok_@VERSION@_linux-amd64.tar.xz"
      sha256 "@SHA256:ptok_VERSION_linux-amd64.tar.xz@"
    end
  end

  def install
    bin.install "ptok"
    man1.install Dir["man/*.1"]
    bash_completion.install "completions/ptok.bash" => "ptok"
    zsh_completion.install "completions/ptok.zsh" => "_ptok"
    fish_completion.install "completions/ptok.fish"
  end

  test do
    assert_equal "ptok @VERSION@\n", shell_output("#{bin}/ptok --version")
  end
end
