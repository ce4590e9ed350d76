# Finds a JDK for the scripts. To be sourced; understood by every POSIX shell.
#
#   find_java MIN [tool]   sets java_home and java_version (its feature number) to a Java of at least MIN,
#                          with bin/<tool> (java unless given), or says why there is none and returns 1.
#
# PARLEY_JAVA_HOME decides; else JAVA_HOME, then java on the PATH, then the newest of the usual places.

# The feature number of the Java in a folder: 21 for 21.0.7. Nothing if there is no Java.
java_feature() {
  [ -x "$1/bin/java" ] || return 1
  java_found=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release" 2>/dev/null)
  if [ -z "$java_found" ]; then
    java_found=$("$1/bin/java" -version 2>&1 | sed -n 's/.*version "\([0-9]*\).*/\1/p' | head -n 1)
  fi
  [ -n "$java_found" ] && echo "$java_found"
}

java_on_path() {
  java_link=$(command -v java) || return 1
  while [ -L "$java_link" ]; do
    java_target=$(readlink "$java_link")
    case $java_target in
      /*) java_link=$java_target ;;
      *) java_link=$(dirname "$java_link")/$java_target ;;
    esac
  done
  (cd "$(dirname "$java_link")/.." && pwd)
}

find_java() {
  java_min=$1
  java_tool=${2:-java}
  if [ -n "${PARLEY_JAVA_HOME:-}" ]; then
    java_home=$PARLEY_JAVA_HOME
    java_version=$(java_feature "$java_home") || java_version=0
    [ "$java_version" -ge "$java_min" ] && [ -x "$java_home/bin/$java_tool" ] && return 0
    echo "PARLEY_JAVA_HOME=$PARLEY_JAVA_HOME holds no Java $java_min or newer with bin/$java_tool." >&2
    return 1
  fi
  for java_candidate in "${JAVA_HOME:-}" "$(java_on_path)"; do
    java_version=$(java_feature "$java_candidate") || continue
    if [ "$java_version" -ge "$java_min" ] && [ -x "$java_candidate/bin/$java_tool" ]; then
      java_home=$java_candidate
      return 0
    fi
  done
  java_home=
  java_version=0
  for java_candidate in /usr/lib/jvm/* /usr/lib64/jvm/* /usr/java/* /opt/java/* /opt/jdk* /opt/*jdk* \
    "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* "$HOME"/.local/share/mise/installs/java/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home "$HOME"/Library/Java/JavaVirtualMachines/*/Contents/Home \
    /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
    /usr/local/opt/openjdk*/libexec/openjdk.jdk/Contents/Home; do
    java_found=$(java_feature "$java_candidate") || continue
    if [ "$java_found" -ge "$java_min" ] && [ "$java_found" -gt "$java_version" ] \
      && [ -x "$java_candidate/bin/$java_tool" ]; then
      java_home=$java_candidate
      java_version=$java_found
    fi
  done
  [ -n "$java_home" ] && return 0
  echo "Parley needs Java $java_min or newer, and there is none on this machine: install one (for instance from" >&2
  echo "https://adoptium.net, or \"apt install openjdk-$java_min-jdk\"), or point JAVA_HOME at it." >&2
  return 1
}
