package dev.parley.session;

import dev.parley.protocol.Offer;
import dev.parley.protocol.Refusal;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Every command that a session can be asked for, by address and action. */
final class CommandTable {

    private final Map<String, Map<String, Command>> byAddress = new HashMap<>();
    private final CommandMeters unknown;

    CommandTable(List<Offer<?>> offers, OwnCommands own, MeterRegistry meters) {
        unknown = new CommandMeters(meters, "unknown", "unknown");
        for (var command : own.commands(meters)) {
            add(command);
        }
        for (var offer : offers) {
            add(Command.of(offer, new CommandMeters(meters, offer.address(), offer.action())));
        }
    }

    private void add(Command command) {
        var former = byAddress.computeIfAbsent(command.address(), address -> new HashMap<>())
            .put(command.action(), command);
        if (former != null) {
            throw new IllegalArgumentException("two offers of " + command.address() + " " + command.action());
        }
    }

    /**
     * The command of that name; for an unknown one a command that is refused with a sentence.
     *
     * @param action empty when the client gave none
     */
    Command find(String address, String action) {
        var actions = byAddress.get(address);
        if (actions == null) {
            return refused(Refusal.notFound("service at the address \"" + shown(address) + "\""));
        }
        if (action.isEmpty()) {
            var known = String.join(", ", actions.keySet().stream().sorted().toList());
            return refused(Refusal.badRequest("The header \"action\" is missing: it says what " + address
                + " shall do, one of " + known + "."));
        }
        var command = actions.get(action);
        return command != null ? command
            : refused(Refusal.notFound("action \"" + shown(action) + "\" at " + address));
    }

    private Command refused(Refusal why) {
        return new Command("unknown", "unknown", Command.Standing.AUTHENTICATED, false,
            (session, body) -> Future.failedFuture(why.asException()), unknown);
    }

    private static String shown(String name) {
        return name.length() > 64 ? name.substring(0, 64) + "…" : name;
    }
}
