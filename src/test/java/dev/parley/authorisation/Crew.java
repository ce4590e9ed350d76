package dev.parley.authorisation;

import dev.parley.auth.Identity;
import dev.parley.auth.TokenIssuer;
import dev.parley.protocol.Caller;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Somebody of each standing, connected to one node, and those who make the rooms. */
final class Crew implements AutoCloseable {

    private static final String SECRET = "parley-demo-secret-known-to-everybody";
    private static final long PATIENCE_SECONDS = 60;

    private final TokenIssuer issuer = new TokenIssuer(SECRET, Optional.empty(), Optional.empty());
    private final Map<Standing, Speaker> speakers = new EnumMap<>(Standing.class);
    private final Speaker boss;
    private final Speaker other;
    private final Door door;

    /** @param door the one that is tried; the rooms are made through the bridge */
    Crew(Door bridge, Door door) {
        this.door = door;
        for (var standing : Standing.values()) {
            speakers.put(standing, newcomer(standing));
        }
        boss = await(bridge.apply(Optional.of(token(Scene.BOSS, Set.of()))));
        other = await(bridge.apply(Optional.of(token(Scene.OTHER, Set.of()))));
    }

    Speaker boss() {
        return boss;
    }

    Speaker other() {
        return other;
    }

    Speaker speaker(Standing standing) {
        return speakers.get(standing);
    }

    /** A connection of his own. */
    Speaker newcomer(Standing standing) {
        return await(door.apply(standing == Standing.NONE ? Optional.empty() : Optional.of(token(standing))));
    }

    /** The token of somebody of the standing; who has none would sign in as a stranger. */
    String token(Standing standing) {
        return switch (standing) {
            case NONE -> token(standing.user(), Set.of());
            case ADMIN -> token(standing.user(), Set.of(Caller.ADMIN));
            default -> token(standing.user(), Set.of());
        };
    }

    private String token(String user, Set<String> roles) {
        return issuer.issue(new Identity(user, user, roles, List.of(), Instant.now().plusSeconds(3600),
            Optional.empty()));
    }

    static <T> T await(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException fault) {
            throw new AssertionError(fault);
        }
    }

    @Override
    public void close() {
        speakers.values().forEach(Speaker::close);
        boss.close();
        other.close();
    }
}
