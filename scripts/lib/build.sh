# Builds the distribution for the scripts. To be sourced after java.sh, with $root = the project's folder.

distribution=$root/target/parley

# Whether a source is newer than the build.
stale() {
  [ -e "$distribution/built" ] || return 0
  [ -n "$(find "$root/pom.xml" "$root/src/main" "$root/scripts/lib" "$root/conf" "$root/cluster.xml" \
    -newer "$distribution/built" -print 2>/dev/null | head -n 1)" ]
}

# Maven of the PATH; on the JDK that find_java has found where it would find none itself.
maven() {
  if ! command -v mvn >/dev/null; then
    echo "Parley is built by Maven 3.6.3 or newer, and there is none on the PATH: install it (for instance" >&2
    echo "\"apt install maven\", or from https://maven.apache.org)." >&2
    return 1
  fi
  if ! command -v java >/dev/null; then
    export JAVA_HOME=${JAVA_HOME:-$java_home}
  fi
  mvn -B -Dstyle.color=never "$@"
}

# Builds when something has changed. The sources, not the tests. PARLEY_BUILT=1 says that nothing has.
build() {
  local built=${PARLEY_BUILT:-}
  unset PARLEY_BUILT
  [ -z "$built" ] && stale || return 0
  find_java 21 javac || return 1
  echo "Building Parley (the first time, Maven fetches what it needs) ..." >&2
  started=$(date +%s)
  if ! (cd "$root" && maven -q package -Dmaven.test.skip=true) >&2; then
    echo "The build failed: Maven's words are above." >&2
    return 1
  fi
  touch "$distribution/built"
  echo "Built in $(($(date +%s) - started)) s." >&2
}
