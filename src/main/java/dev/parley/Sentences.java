package dev.parley;

import dev.parley.config.OperationsSettings;
import dev.parley.config.PostgresSettings;
import dev.parley.config.Settings;
import io.vertx.pgclient.PgException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.Optional;

/** What goes wrong at boot, in words that tell an operator what to do. */
final class Sentences {

    private Sentences() {
    }

    static String cluster(Throwable fault, Settings settings) {
        if (fault instanceof IllegalArgumentException) {
            return fault.getMessage();
        }
        var cluster = settings.cluster();
        return "The cluster \"" + cluster.name() + "\" could not be joined from " + cluster.host() + ", port "
            + cluster.port() + " or above: " + deepest(fault) + ". See cluster.host and cluster.port.";
    }

    static String postgres(Throwable fault, PostgresSettings postgres) {
        var where = "PostgreSQL at " + postgres.host() + ":" + postgres.port();
        if (fault instanceof PgException told) {
            return switch (Optional.ofNullable(told.getSqlState()).orElse("")) {
                case "28P01", "28000" -> where + " does not let \"" + postgres.user() + "\" in: "
                    + told.getErrorMessage() + ". See postgres.user and postgres.password.";
                case "3D000" -> where + " has no database \"" + postgres.database()
                    + "\": create it, or see postgres.database.";
                case "42501" -> "The role \"" + postgres.user() + "\" of " + where
                    + " may not create the schema: " + told.getErrorMessage() + ".";
                default -> where + " refused the schema: " + told.getErrorMessage() + " (SQLSTATE "
                    + told.getSqlState() + ").";
            };
        }
        return fault instanceof IllegalStateException ? fault.getMessage()
            : where + " cannot be reached: " + deepest(fault) + ". See postgres.host and postgres.port.";
    }

    static String http(Throwable fault, Settings settings) {
        var http = settings.http();
        if (deepest(fault).contains("in use")) {
            return "Port " + http.port() + " of " + http.host() + " cannot be listened on ("
                + deepest(fault) + "): end the program that has it, or choose another by --set http.port=….";
        }
        return "Clients cannot come in on " + http.host() + ":" + http.port() + ": " + deepest(fault) + ".";
    }

    static String operations(Throwable fault, OperationsSettings operations) {
        return "Operators cannot come in on " + operations.host() + ":" + operations.port() + ": "
            + deepest(fault) + ". See operations.host and operations.port.";
    }

    /** The words of the fault that lies deepest, without its class where it has words of its own. */
    static String deepest(Throwable fault) {
        var deep = fault;
        while (deep.getCause() != null && deep.getCause() != deep) {
            deep = deep.getCause();
        }
        var words = Optional.ofNullable(deep.getMessage()).orElse(deep.getClass().getSimpleName());
        return switch (deep) {
            case UnknownHostException unknown -> "there is no host " + words;
            case ConnectException refused -> "nobody listens there (" + words + ")";
            default -> words.endsWith(".") ? words.substring(0, words.length() - 1) : words;
        };
    }
}
