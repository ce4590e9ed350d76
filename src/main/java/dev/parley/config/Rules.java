package dev.parley.config;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;

/** The laws over the settings as a whole. Each names the keys that it is about, the guiltiest first. */
final class Rules {

    private static final int SECRET_BYTES_MIN = 32;
    private static final String SERVER_KEY = "[A-Za-z0-9][A-Za-z0-9._-]{0,63}:sha256:[0-9a-fA-F]{64}";

    private final BiConsumer<List<String>, String> broken;

    private Rules(BiConsumer<List<String>, String> broken) {
        this.broken = broken;
    }

    static void check(Settings settings, BiConsumer<List<String>, String> broken) {
        var rules = new Rules(broken);
        rules.http(settings.http());
        rules.auth(settings.auth(), settings.profile() == Profile.PRODUCTION);
        rules.api(settings.api());
        rules.session(settings.session());
        rules.allowances(settings);
        rules.socketio(settings.socketio());
        rules.postgres(settings.postgres(), settings.profile() == Profile.PRODUCTION);
        rules.redis(settings.redis(), settings.profile() == Profile.PRODUCTION);
        rules.cluster(settings.cluster());
        rules.tls(settings.tls(), settings.http());
        rules.state(settings.state());
        rules.law(!settings.operations().host().isEmpty(), "must not be empty.", "operations.host");
        rules.law(settings.operations().port() == 0
            || settings.operations().port() != settings.http().port(), "must differ from http.port.",
            "operations.port", "http.port");
    }

    private void http(HttpSettings http) {
        law(!http.host().isEmpty(), "must not be empty.", "http.host");
        law(http.publicUrl().isEmpty() || isUrl(http.publicUrl(), "http", "https"),
            "must be an http: or https: URL.", "http.publicUrl");
        law(http.origins().stream().allMatch(o -> o.equals("*") || isUrl(o, "http", "https")),
            "must be * or origins such as https://app.example.org.", "http.origins");
        law(http.trustedProxies().stream().allMatch(proxy -> Network.parse(proxy).isPresent()),
            "must be addresses or CIDR ranges such as 10.0.0.0/8.", "http.trustedProxies");
        law(List.of("x-forwarded-for", "forwarded").contains(http.forwardedHeader().toLowerCase(Locale.ROOT)),
            "must be X-Forwarded-For or Forwarded.", "http.forwardedHeader");
    }

    private void state(StateSettings state) {
        law(state.valueBytesMax() <= state.bytesMax(), "must not be above state.bytesMax.",
            "state.valueBytesMax", "state.bytesMax");
        law(state.valueBytesMax() <= state.changeBytesMax(), "must not be below state.valueBytesMax.",
            "state.changeBytesMax", "state.valueBytesMax");
    }

    private void auth(AuthSettings auth, boolean production) {
        auth.secret().ifPresent(secret -> {
            law(secret.getBytes(StandardCharsets.UTF_8).length >= SECRET_BYTES_MIN,
                "is shorter than " + SECRET_BYTES_MIN + " bytes: anybody could find it by trying.",
                "auth.secret");
            law(!production || !secret.equals(Keys.DEMO_SECRET),
                "is the demo's, which everybody knows: refused in the production profile.", "auth.secret");
        });
        law(auth.secret().isPresent() || !auth.publicKeys().isEmpty() || auth.jwks().isPresent(),
            "must be given, or auth.publicKeys or auth.jwks: else nobody can come in.",
            "auth.secret", "auth.publicKeys", "auth.jwks");
        law(!production || !auth.guests(), "gives tokens to anybody: refused in the production profile.",
            "auth.guests");
        law(!auth.guests() || auth.secret().isPresent(), "needs auth.secret to sign the guests' tokens with.",
            "auth.guests", "auth.secret");
    }

    private void api(ApiSettings api) {
        law(api.keys().stream().allMatch(key -> key.matches(SERVER_KEY)),
            "must hold entries such as backend:sha256: and 64 hex digits; parley --key backend makes one.",
            "api.keys");
    }

    private void socketio(SocketIoSettings socketio) {
        law(!socketio.namespaces().isEmpty()
            && socketio.namespaces().stream().allMatch(name -> name.matches("/[^,?\\s]{0,199}")),
            "must be names that begin with a slash, such as [/, /chat].", "socketio.namespaces");
        law(socketio.cookie().orElse("io").matches("[A-Za-z0-9_-]{1,64}"),
            "must be a name of letters, digits, - and _.", "socketio.cookie");
        law(List.of("Lax", "Strict", "None").contains(socketio.cookieSameSite()),
            "must be Lax, Strict or None.", "socketio.cookieSameSite");
    }

    private void session(SessionSettings session) {
        law(session.frameBytesMax() <= session.frameBytesClose(),
            "must not be greater than session.frameBytesClose.",
            "session.frameBytesMax", "session.frameBytesClose");
        law(session.commandsBurst() >= session.commandsPerSecond(),
            "must not be smaller than session.commandsPerSecond.",
            "session.commandsBurst", "session.commandsPerSecond");
        law(session.outboxBytesMax() >= session.frameBytesMax(),
            "must hold at least one frame of session.frameBytesMax.",
            "session.outboxBytesMax", "session.frameBytesMax");
    }

    /** What one session may do at once must be possible for its user and address as well. */
    private void allowances(Settings settings) {
        var session = settings.session();
        law(session.registrationsBurst() >= session.registrationsMax(),
            "must not be smaller than session.registrationsMax.",
            "session.registrationsBurst", "session.registrationsMax");
        law(session.bytesBurst() >= session.frameBytesClose(),
            "must not be smaller than session.frameBytesClose.",
            "session.bytesBurst", "session.frameBytesClose");
        allowance("user", settings.user(), session);
        allowance("address", settings.address(), session);
    }

    private void allowance(String whose, AllowanceSettings all, SessionSettings session) {
        law(all.registrationsBurst() >= session.registrationsMax(),
            "must not be smaller than session.registrationsMax.",
            whose + ".registrationsBurst", "session.registrationsMax");
        law(all.bytesBurst() >= session.frameBytesClose(),
            "must not be smaller than session.frameBytesClose.",
            whose + ".bytesBurst", "session.frameBytesClose");
    }

    private void postgres(PostgresSettings postgres, boolean production) {
        law(!production || !postgres.embedded(), "is for trying out: refused in the production profile.",
            "postgres.embedded");
        law(postgres.embedded() || !postgres.host().isEmpty(),
            "must be given when postgres.embedded is false.", "postgres.host", "postgres.embedded");
        law(!postgres.database().isEmpty(), "must not be empty.", "postgres.database");
        law(!postgres.user().isEmpty(), "must not be empty.", "postgres.user");
        law(postgres.batchMax() <= postgres.queueMax(), "must not be greater than postgres.queueMax.",
            "postgres.batchMax", "postgres.queueMax");
        law(postgres.lockTimeoutMs() <= postgres.statementTimeoutMs(),
            "must not be greater than postgres.statementTimeoutMs.",
            "postgres.lockTimeoutMs", "postgres.statementTimeoutMs");
    }

    private void redis(RedisSettings redis, boolean production) {
        law(!production || !redis.embedded(), "is for trying out: refused in the production profile.",
            "redis.embedded");
        law(redis.embedded() || !redis.urls().isEmpty() && redis.urls().stream()
            .allMatch(url -> isUrl(url, "redis", "rediss", "unix")),
            "must be a redis: or rediss: URL when redis.embedded is false.", "redis.url", "redis.embedded");
        law(redis.mode() != RedisSettings.Mode.STANDALONE || redis.urls().size() <= 1,
            "must be one URL when redis.mode is standalone.", "redis.url", "redis.mode");
        law(redis.mode() != RedisSettings.Mode.SENTINEL || !redis.master().isEmpty(),
            "must not be empty.", "redis.master");
        law(redis.prefix().matches("[A-Za-z0-9._-]{1,64}"),
            "must be 1 to 64 letters, digits, dots, - and _.", "redis.prefix");
        law(redis.batchMax() <= redis.queueMax(), "must not be greater than redis.queueMax.",
            "redis.batchMax", "redis.queueMax");
    }

    private void cluster(ClusterSettings cluster) {
        law(!cluster.name().isEmpty(), "must not be empty.", "cluster.name");
        law(cluster.secret().map(secret -> secret.getBytes(StandardCharsets.UTF_8).length >= SECRET_BYTES_MIN)
            .orElse(true), "is shorter than " + SECRET_BYTES_MIN + " bytes: anybody could find it by trying.",
            "cluster.secret");
        law(!cluster.enabled() || !cluster.members().isEmpty(), "must name one address at least.",
            "cluster.members", "cluster.enabled");
        law(!cluster.enabled() || !cluster.host().isEmpty(), "must not be empty.", "cluster.host");
        law(cluster.busPort() == 0 || cluster.busPort() != cluster.port(), "must differ from cluster.port.",
            "cluster.busPort", "cluster.port");
    }

    private void tls(TlsSettings tls, HttpSettings http) {
        law(tls.certificate().isPresent() == tls.key().isPresent(), "must be given together with the other.",
            "tls.certificate", "tls.key");
        law(tls.busCertificate().isPresent() == tls.busKey().isPresent()
            && tls.busCertificate().isPresent() == tls.busTrust().isPresent(),
            "must be given together with the other two.", "tls.busCertificate", "tls.busKey", "tls.busTrust");
        law(tls.certificate().isEmpty() || http.publicUrl().isEmpty() || isUrl(http.publicUrl(), "https"),
            "must be an https: URL where tls.certificate is given.", "http.publicUrl", "tls.certificate");
    }

    private void law(boolean kept, String reason, String... keys) {
        if (!kept) {
            broken.accept(List.of(keys), reason);
        }
    }

    private static boolean isUrl(String text, String... schemes) {
        try {
            var url = URI.create(text);
            return url.getScheme() != null && List.of(schemes).contains(url.getScheme())
                && (url.getHost() != null || url.getScheme().equals("unix"));
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }
}
