# What the scripts share; to be read with `.`, not run.
# Sets `root`, the checkout's path. A script says what it is in the comment at its top, which `--help` shows.

root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)

# The oldest Swift that builds rapport.
swift_needed=6.2

say() {
  printf '%s\n' "$*" >&2
}

die() {
  printf 'error: %s\n' "$*" >&2
  exit 1
}

# Shows the comment at the top of the script, without its `#`.
show_help() {
  sed -n '2,/^[^#]/{ /^#/!q; s/^# \{0,1\}//; p; }' "$0"
}

# Answers `--help`, whichever argument it is.
answer_help() {
  for argument in "$@"; do
    case $argument in
    -h | --help)
      show_help
      exit 0
      ;;
    --) return 0 ;;
    esac
  done
}

# System packages

# How this machine installs packages: by apt, by Homebrew, or not at all, in which case the person has to.
if command -v apt-get >/dev/null; then
  packager=apt
elif command -v brew >/dev/null; then
  packager=brew
else
  packager=none
fi

# Whether a package is there, or else a program of its name.
is_installed() {
  case $packager in
  apt) test "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null)" = installed || command -v "$1" >/dev/null ;;
  brew) brew list --versions "$1" >/dev/null 2>&1 || command -v "$1" >/dev/null ;;
  esac
}

as_root() {
  if [ "$(id -u)" -eq 0 ]; then
    "$@"
  elif command -v sudo >/dev/null; then
    sudo "$@"
  else
    die "installing packages needs root or sudo; as root run: $*"
  fi
}

# Installs those of the named packages that are missing.
install_packages() {
  if [ "$packager" = none ]; then
    say "there is neither apt nor Homebrew here; make sure that you have: $*"
    return 0
  fi
  missing=
  for package in "$@"; do
    is_installed "$package" || missing="$missing $package"
  done
  [ -n "$missing" ] || return 0
  say "installing$missing"
  # Package names hold no spaces: the list is meant to be split.
  # shellcheck disable=SC2086
  case $packager in
  apt)
    as_root apt-get -qq update
    as_root env DEBIAN_FRONTEND=noninteractive \
      apt-get -qq -y -o Dpkg::Use-Pty=0 install --no-install-recommends $missing >/dev/null
    ;;
  brew) brew install --quiet $missing >&2 ;;
  esac
}

# Installs what a build needs: rapport's libraries, git, and on Debian the headers that Swift expects of the system.
install_build_packages() {
  case $packager in
  apt) install_packages ca-certificates git g++ pkg-config libgit2-dev libmimalloc-dev libsqlite3-dev libyaml-dev zlib1g-dev ;;
  *) install_packages git pkg-config libgit2 libyaml sqlite ;;
  esac
  find_swift
}

# Installs what a build and the tests need.
install_test_packages() {
  install_build_packages
  case $packager in
  apt)
    # With servers, so that sync is tried over each kind of remote.
    install_packages fcgiwrap less nginx-light openssh-client openssh-server openssl python3 strace util-linux xz-utils
    python3 -c 'import yaml' 2>/dev/null || install_packages python3-yaml
    ;;
  *) install_packages less python3 xz ;;
  esac
}

# Swift

# Puts swift on PATH where it is only in its usual places, and says what to do where it is missing or too old.
find_swift() {
  for folder in /opt/swift/usr/bin /usr/local/swift/usr/bin "$HOME/.local/share/swiftly/bin" "$HOME/.swiftly/bin"; do
    command -v swift >/dev/null && break
    if [ -x "$folder/swift" ]; then PATH=$PATH:$folder; fi
  done
  command -v swift >/dev/null || ask_for_swift "there is no swift on PATH"
  # A toolchain that was unpacked on a bare Debian lacks libraries. Their -dev packages are named here because these have
  # the same names in every release, and the libraries' own haven't.
  if ! swift build --version >/dev/null 2>&1 && [ "$packager" = apt ]; then
    install_packages libcurl4-openssl-dev libncurses-dev libsqlite3-dev libxml2-dev
  fi
  answer=$(swift build --version 2>&1) || ask_for_swift "the swift on PATH does not run: $answer"
  version=$(printf '%s\n' "$answer" | sed -n 's/.*Swift \([0-9][0-9]*\.[0-9][0-9]*\).*/\1/p' | head -n 1)
  [ -n "$version" ] || ask_for_swift "the swift on PATH does not tell its version: $answer"
  is_at_least "$version" "$swift_needed" || ask_for_swift "the swift on PATH is $version"
}

ask_for_swift() {
  die "rapport is built with Swift $swift_needed or newer, and $1.
  Get it from https://www.swift.org/install, then run this again."
}

# Whether a version such as 6.3 is not older than another: is_at_least 6.3 6.2.
is_at_least() {
  [ "${1%%.*}" -gt "${2%%.*}" ] || { [ "${1%%.*}" -eq "${2%%.*}" ] && [ "${1#*.}" -ge "${2#*.}" ]; }
}

# Builds the release program with everything it needs installed, and sets `rapport`, the program's path.
build_release() {
  install_build_packages
  # On Linux the Swift runtime goes into the program: it runs without Swift, and starts in half the time.
  static=
  if [ "$(uname -s)" = Linux ]; then static=--static-swift-stdlib; fi
  (cd "$root" && swift build --configuration release --product rapport $static) >&2 || die "the build failed"
  rapport=$root/.build/release/rapport
}
