package dev.parley.doors;

import io.vertx.core.json.JsonObject;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/** Somebody who posts, by whatever door, and asks again until he has an answer. */
interface Writer {

    /** What passes by itself; the same id is good for another try. */
    Set<String> PASSING = Set.of("unavailable", "timeout", "rate_limited", "internal");

    /** Before another try. */
    long MOMENT_NANOS = 20_000_000;

    /** Carries it out on a connection of now; fails with {@link Broken} or {@link Refused}. */
    JsonObject post(String room, String id, String text);

    /** Posts it for sure; the seq that it got. */
    default long postSurely(String room, String id, String text) {
        while (true) {
            try {
                return post(room, id, text).getLong("seq");
            } catch (Broken again) {
                LockSupport.parkNanos(MOMENT_NANOS);
            } catch (Refused refused) {
                if (!PASSING.contains(refused.getMessage())) {
                    throw refused;
                }
                LockSupport.parkNanos(MOMENT_NANOS);
            }
        }
    }
}
