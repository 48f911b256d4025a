# Shared by the scripts beside this folder; sourced, never run.
# shellcheck shell=bash

# shellcheck disable=SC2034  # used by the scripts that source this file
home="$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)"

say() { printf '%s\n' "musubi: $*"; }
die() {
  printf '%s\n' "musubi: $*" >&2
  exit 1
}

# The comment block at the head of a script is its help.
help_of() { sed -n '2,/^[^#]/{/^#/{s/^# \{0,1\}//;p}}' "$1"; }

# Runs a command as root: as it is for root, else through sudo.
as_root() {
  if [ "$(id -u)" = 0 ]; then
    "$@"
  elif command -v sudo >/dev/null 2>&1; then
    sudo "$@"
  else
    die "this needs root: run it as root, or install sudo (wanted: $*)"
  fi
}

# A second clone finds in the compiler's cache what the first one built: paths below the project count as relative.
export CCACHE_BASEDIR="$home" CCACHE_NOHASHDIR=true

# Configures one preset and builds the targets in it. One build at a time in this folder.
build() { # preset target…
  local preset=$1
  shift
  mkdir -p "$home/build"
  (
    flock 9
    cd "$home" || exit 1
    if ! cmake --preset "$preset" >"build/configure-$preset.log" 2>&1; then
      cat "build/configure-$preset.log"
      die "cmake --preset $preset failed"
    fi
    if [ $# -gt 0 ]; then ninja -C "build/$preset" -j "${MUSUBI_JOBS:-$(nproc)}" "$@"; fi
  ) 9>"$home/build/.lock"
}

# Builds the client when its sources, or the contract that it copies, changed since the last time.
build_client() {
  local stamp="$home/client-web/node_modules/.musubi-built" sum
  sum=$(cd "$home" && find client-web schema/api \( -name node_modules -o -name dist -o -name test \
    -o -name screenshots \) -prune -o -type f -print0 | sort -z | xargs -0 sha256sum | sha256sum)
  if [ -f "$home/client-web/dist/index.html" ] && [ "$(cat "$stamp" 2>/dev/null)" = "$sum" ]; then return 0; fi
  say "building the web client"
  (cd "$home/client-web" && npm run --silent build) || return 1
  printf '%s\n' "$sum" >"$stamp"
}
