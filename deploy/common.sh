# shellcheck shell=bash
# What deploy/quickstart, deploy/demo, deploy/test and deploy/bench share; sourced by bash. Nothing here prints a password or
# puts one into an argument.

# A bare environment (env -i) is enough: no HOME, no PATH, no sbin.
export PATH="${PATH:-/usr/local/bin:/usr/bin:/bin}"
case ":$PATH:" in *:/usr/sbin:*) ;; *) PATH="$PATH:/usr/local/sbin:/usr/sbin:/sbin" ;; esac
if [ -z "${HOME:-}" ]; then
  HOME=$(getent passwd "$(id -u)" | cut -d: -f6)
  export HOME
fi

source_root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)

# One line to the person, in the language of the locale.
say() { # JA EN
  case "${LC_ALL:-${LC_MESSAGES:-${LANG:-}}}" in
  ja*) printf '%s\n' "$1" >&2 ;;
  *) printf '%s\n' "$2" >&2 ;;
  esac
}

fail() { # JA EN
  say "$1" "$2"
  exit 1
}

# ---------------------------------------------------------------------------------------------------------------- packages

# What building and running need from Debian. libpango1.0-dev brings pkg-config, which the build asks where its headers are; it,
# the font and libxlsxwriter are for ippo-report alone, libcurl is for ippo-sender.
# shellcheck disable=SC2034 # read by those who source this
packages=(postgresql-15 postgresql-client-15 libpq5 libpq-dev libssl3 libssl-dev
  libpango1.0-dev fonts-noto-cjk libxlsxwriter-dev
  libcurl4 libcurl4-openssl-dev)

is_installed() { [ "$(dpkg-query -W -f='${db:Status-Status}' "$1" 2>/dev/null)" = installed ]; }

# Installs those of the packages that are missing, and nothing else.
install_packages() { # PACKAGE…
  local package missing=() as_root=()
  for package in "$@"; do is_installed "$package" || missing+=("$package"); done
  [ ${#missing[@]} -gt 0 ] || return 0

  if [ "$(id -u)" -ne 0 ]; then
    # With a terminal sudo may ask for a password; without one it must not need to.
    if command -v sudo >/dev/null && { sudo -n true 2>/dev/null || { [ -t 0 ] && [ -t 2 ]; }; }; then
      as_root=(sudo)
    else
      say "足りないパッケージがあります。次の 1 行を root で実行してから、もう一度実行してください:" \
        "Packages are missing. Run this line as root, then run this again:"
      printf '%s\n' "$(install_line "${missing[@]}")" >&2
      exit 1
    fi
  fi
  say "パッケージを入れます: ${missing[*]}" "Installing packages: ${missing[*]}"
  "${as_root[@]}" sh -c "$(install_line "${missing[@]}")" </dev/null >&2 ||
    fail "パッケージを入れられませんでした: ${missing[*]}" "The packages could not be installed: ${missing[*]}"
}

# The one line that installs them. Debian's postgresql-15 makes and starts a cluster `main` when it is first installed;
# nobody asked for one, so that is turned off for as long as the installation takes. A `main` that exists is not touched.
install_line() { # PACKAGE…
  local apt="DEBIAN_FRONTEND=noninteractive apt-get -qq -y -o Dpkg::Use-Pty=0 -o DPkg::Lock::Timeout=300"
  local install="$apt install --no-install-recommends $*"
  local settings=/etc/postgresql-common/createcluster.d
  if is_installed postgresql-15; then
    printf '%s' "$apt update; $install"
  else
    # In parentheses, so that whoever pastes the line keeps their shell.
    printf '%s' "($apt update; mkdir -p $settings && echo 'create_main_cluster = false' >$settings/ippo.conf; " \
      "$install; s=\$?; rm -f $settings/ippo.conf; rmdir --ignore-fail-on-non-empty $settings; exit \$s)"
  fi
}

# ------------------------------------------------------------------------------------------------------------------- build

# The only place with build flags: other flags in the same folder would build everything again.
build_flags_debug=()
build_flags_release=(-c release --static-swift-stdlib --disable-local-rpath -Xlinker -s)

# Puts `swift` on PATH: where it is, where a login shell would find it, or where it is usually unpacked.
find_swift() {
  local swift place
  swift=$(command -v swift || true)
  [ -n "$swift" ] || swift=$(bash -lc 'command -v swift' 2>/dev/null </dev/null | tail -n 1) || true
  if [ -z "$swift" ]; then
    for place in "$HOME"/.local/share/swiftly/bin "$HOME"/swift*/usr/bin /opt/swift*/usr/bin /usr/local/swift*/usr/bin \
      /usr/libexec/swift*/bin; do
      if [ -x "$place/swift" ]; then
        swift=$place/swift
        break
      fi
    done
  fi
  [ -n "$swift" ] || fail "Swift 6.3 が見つかりません。https://www.swift.org/install/linux/ から入れて、PATH に加えてください。" \
    "Swift 6.3 was not found. Install it from https://www.swift.org/install/linux/ and add it to PATH."
  case ":$PATH:" in *":$(dirname "$swift"):"*) ;; *) PATH="$PATH:$(dirname "$swift")" ;; esac
  # The toolchain's own linker makes smaller binaries that start sooner; without it the default one does.
  if [ -x "$(dirname "$(readlink -f "$(command -v swift)")")/ld.lld" ]; then
    build_flags_release+=(-Xswiftc -use-ld=lld -Xlinker -z -Xlinker pack-relative-relocs)
  fi
}

build_release() { # PRODUCT
  swift build --package-path "$source_root" "${build_flags_release[@]}" --product "$1" </dev/null >&2
}

# The folder with the programs of the last release or debug build.
programs_folder() { # release|debug
  case $1 in
  release) swift build --package-path "$source_root" "${build_flags_release[@]}" --show-bin-path </dev/null ;;
  debug) swift build --package-path "$source_root" "${build_flags_debug[@]}" --show-bin-path </dev/null ;;
  esac
}

# ------------------------------------------------------------------------------------------------------------------ office

# Where the office's cluster is, and whose: `cluster` in its home, written by `ippo server start`.
cluster_fact() { # user|data|run
  sed -n "s/^$1 //p" "$IPPO_HOME/cluster"
}

# Runs one of PostgreSQL's programs as the operating system's user that the cluster belongs to, from a folder it can enter.
as_cluster_owner() { # PROGRAM ARGUMENT…
  local owner programs=${IPPO_PG_BIN:-/usr/lib/postgresql/15/bin} program=$1
  owner=$(cluster_fact user)
  shift
  if [ "$(id -un)" = "$owner" ]; then
    (cd / && exec "$programs/$program" "$@")
  else
    (cd / && exec runuser -u "$owner" -- "$programs/$program" "$@")
  fi
}

# Base64url of 24 random bytes: nothing in it has to be escaped in JSON, SQL or the password file.
random_password() { head -c 24 /dev/urandom | base64 -w 0 | tr '+/' '-_'; }

# The login's password; the first time, a new one, kept in the password file before anything else learns it, so that an
# interrupted run can go on with it.
password_of() { # LOGIN
  local found
  found=$(sed -n "s/^\*:\*:\*:$1://p" "$IPPO_HOME/pgpass" | head -n 1)
  if [ -z "$found" ]; then
    found=$(random_password)
    (umask 077 && printf '*:*:*:%s:%s\n' "$1" "$found" >>"$IPPO_HOME/pgpass")
  fi
  printf '%s' "$found"
}

# Whether a list as JSON has a record with this text in this key.
lists() { # JSON KEY TEXT
  grep -Eq "\"$2\" *: *\"$3\"" <<<"$1"
}
