package dev.parley.protocol;

import io.vertx.core.Future;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * One command that clients may send, and who carries it out. The list of all offers is the one table that the
 * dispatcher, the authorisation test and the API description read.
 *
 * @param address the service address, such as {@code parley.messages}
 * @param action  the value of the {@code action} header, such as {@code post}
 * @param kind    whether it changes something; writes of one session to one room keep their order, reads
 *     may overtake
 * @param access  the least standing that lets a caller reach it at all
 * @param reader  body → command; throws {@link RefusedException} and nothing else
 * @param run     carries it out; the future holds the reply as the text of a JSON object, or fails with
 *                {@link RefusedException}. Called on the session's context and must not reorder what it is
 * given
 * @param <C>     the command
 */
public record Offer<C>(String address, String action, Kind kind, Access access,
                       Function<Fields, C> reader, BiFunction<Caller, C, Future<String>> run) {

    /** Does a command change anything? */
    public enum Kind { READ, WRITE }

    /** Who may reach a command at all; what it may touch is decided behind it. */
    public enum Access { AUTHENTICATED, ADMIN }

    public Offer {
        Objects.requireNonNull(address);
        Objects.requireNonNull(action);
        Objects.requireNonNull(kind);
        Objects.requireNonNull(access);
        Objects.requireNonNull(reader);
        Objects.requireNonNull(run);
    }

    public static <C> Offer<C> read(String address, String action, Function<Fields, C> reader,
                                    BiFunction<Caller, C, Future<String>> run) {
        return new Offer<>(address, action, Kind.READ, Access.AUTHENTICATED, reader, run);
    }

    public static <C> Offer<C> write(String address, String action, Function<Fields, C> reader,
                                     BiFunction<Caller, C, Future<String>> run) {
        return new Offer<>(address, action, Kind.WRITE, Access.AUTHENTICATED, reader, run);
    }

    /**
     * Reads the body and carries the command out, if the caller may reach it at all; every refusal arrives
     * through the future. There is no other way to a command, whatever the transport.
     */
    public Future<String> call(Caller caller, Fields body) {
        var reached = switch (access) {
            case AUTHENTICATED -> true;
            case ADMIN -> caller.admin();
        };
        if (!reached) {
            return Future.failedFuture(Refusal.forbidden("Only an admin may do this.").asException());
        }
        C command;
        try {
            command = reader.apply(body.wellFormed());
        } catch (RefusedException refused) {
            return Future.failedFuture(refused);
        }
        return run.apply(caller, command);
    }
}
