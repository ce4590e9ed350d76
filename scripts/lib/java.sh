# Finds a JDK for the scripts. To be sourced; understood by every POSIX shell.
#
#   find_java MIN [tool]   sets java_home and java_version (its feature number) to a Java of at least MIN,
#                          with bin/<tool> (java unless given), or says why there is none and returns 1.
#
# PARLEY_JAVA_HOME decides; else JAVA_HOME, then java on the PATH, then the newest of the usual places.

# The feature number of the Java in a folder: 21 for 21.0.7. Nothing if there is no Java.
java_feature() {
  [ -x "$1/bin/java" ] || return 1
  feature=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release" 2>/dev/null)
  if [ -z "$feature" ]; then
    feature=$("$1/bin/java" -version 2>&1 | sed -n 's/.*version "\([0-9]*\).*/\1/p' | head -n 1)
  fi
  [ -n "$feature" ] && echo "$feature"
}

java_on_path() {
  found=$(command -v java) || return 1
  while [ -L "$found" ]; do
    target=$(readlink "$found")
    case $target in
      /*) found=$target ;;
      *) found=$(dirname "$found")/$target ;;
    esac
  done
  (cd "$(dirname "$found")/.." && pwd)
}

find_java() {
  wanted=$1
  tool=${2:-java}
  if [ -n "${PARLEY_JAVA_HOME:-}" ]; then
    java_home=$PARLEY_JAVA_HOME
    java_version=$(java_feature "$java_home") || java_version=0
    [ "$java_version" -ge "$wanted" ] && [ -x "$java_home/bin/$tool" ] && return 0
    echo "PARLEY_JAVA_HOME=$PARLEY_JAVA_HOME holds no Java $wanted or newer with bin/$tool." >&2
    return 1
  fi
  for candidate in "${JAVA_HOME:-}" "$(java_on_path)"; do
    java_version=$(java_feature "$candidate") || continue
    if [ "$java_version" -ge "$wanted" ] && [ -x "$candidate/bin/$tool" ]; then
      java_home=$candidate
      return 0
    fi
  done
  java_home=
  java_version=0
  for candidate in /usr/lib/jvm/* /usr/lib64/jvm/* /usr/java/* /opt/java/* /opt/jdk* /opt/*jdk* \
    "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* "$HOME"/.local/share/mise/installs/java/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home "$HOME"/Library/Java/JavaVirtualMachines/*/Contents/Home \
    /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home /usr/local/opt/openjdk*/libexec/openjdk.jdk/Contents/Home; do
    feature=$(java_feature "$candidate") || continue
    if [ "$feature" -ge "$wanted" ] && [ "$feature" -gt "$java_version" ] && [ -x "$candidate/bin/$tool" ]; then
      java_home=$candidate
      java_version=$feature
    fi
  done
  [ -n "$java_home" ] && return 0
  echo "Parley needs Java $wanted or newer, and there is none on this machine: install one (for instance from" >&2
  echo "https://adoptium.net, or \"apt install openjdk-$wanted-jdk\"), or point JAVA_HOME at it." >&2
  return 1
}
