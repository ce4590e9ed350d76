package dev.parley.persistence;

import io.vertx.core.VertxException;
import io.vertx.pgclient.PgException;
import java.util.concurrent.TimeoutException;

/** What a failed statement means for what it was to do. */
enum Fault {
    /** Something that was to be written cannot be: nothing was, because of one item. */
    DATA,
    /** A row stayed locked for longer than {@code lock_timeout}: nothing was done. */
    LOCKED,
    /** It got in the way of another transaction: nothing was done, and it may be tried again. */
    COLLISION,
    /** It took longer than {@code statement_timeout}: nothing was done. */
    SLOW,
    /** PostgreSQL lacks room or memory: nothing was done. */
    SCARCE,
    /** The connection is gone, or is of no use any more: nobody knows whether it was done. */
    LOST,
    /** Server and schema do not fit together, or this is a programming error. */
    DEFECT;

    /** How the client's complaints of wrong parameters can be told from those of lost connections. */
    private static final String PARAMETER = "arameter";

    static Fault of(Throwable cause) {
        return switch (cause) {
            case PgException fault when fault.getSqlState() != null -> of(fault.getSqlState());
            case TimeoutException silent -> SLOW;
            case VertxException client -> client.getMessage().contains(PARAMETER) ? DEFECT : LOST;
            case RuntimeException bug -> DEFECT;
            default -> LOST;
        };
    }

    private static Fault of(String state) {
        return switch (state) {
            case "55P03" -> LOCKED;
            case "57014" -> SLOW;
            // A server that only reads; statements prepared before a migration.
            case "25006", "0A000" -> LOST;
            default -> switch (state.substring(0, 2)) {
                case "22", "23", "54" -> DATA;
                case "40" -> COLLISION;
                case "53" -> SCARCE;
                case "08", "57", "25" -> LOST;
                default -> DEFECT;
            };
        };
    }
}
