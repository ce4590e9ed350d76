package dev.parley.room;

import dev.parley.bus.Bus;
import dev.parley.bus.Group;
import dev.parley.config.RoomSettings;
import dev.parley.protocol.Caller;
import dev.parley.protocol.Fields;
import dev.parley.protocol.Offer;
import dev.parley.protocol.RefusedException;
import io.vertx.core.Future;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The way to the rooms of this node: the table of their commands, and each carried to the instance that
 * serves its room.
 */
public final class RoomClient {

    private static final String ROOMS = "parley.rooms";
    private static final String MESSAGES = "parley.messages";
    private static final String RECEIPTS = "parley.receipts";
    private static final String TYPING = "parley.typing";

    private final Bus bus;
    private final Group group;
    private final RoomReaders rooms;
    private final MessageReaders messages;
    private final ReceiptReaders receipts = new ReceiptReaders();
    private final long timeoutMs;

    /**
     * @param group     the room verticles
     * @param ids       gives a new id at each call, unguessable and in the grammar of ids
     * @param timeoutMs how long a command may take before its sender is told {@code timeout}
     */
    public RoomClient(Bus bus, Group group, RoomSettings settings, Supplier<String> ids, long timeoutMs) {
        this.bus = bus;
        this.group = group;
        this.rooms = new RoomReaders(settings, ids);
        this.messages = new MessageReaders(settings, ids);
        this.timeoutMs = timeoutMs;
    }

    /** Every command about rooms and messages. */
    public List<Offer<?>> offers() {
        return Stream.of(ofRooms(), ofMessages(), ofReceipts(), ofTyping())
            .<Offer<?>>flatMap(List::stream).toList();
    }

    private List<Offer<?>> ofRooms() {
        return List.of(
            write(ROOMS, "create", rooms::create),
            Offer.write(ROOMS, "direct", rooms::direct, this::direct),
            write(ROOMS, "update", rooms::update),
            write(ROOMS, "join", rooms::join),
            write(ROOMS, "leave", rooms::leave),
            write(ROOMS, "invite", rooms::invite),
            write(ROOMS, "role", rooms::role),
            write(ROOMS, "remove", rooms::remove),
            write(ROOMS, "unban", rooms::unban),
            write(ROOMS, "mute", rooms::mute),
            read(ROOMS, "get", rooms::get),
            read(ROOMS, "list", rooms::list),
            read(ROOMS, "mine", rooms::mine),
            read(ROOMS, "members", rooms::members),
            read(ROOMS, "bans", rooms::bans));
    }

    private List<Offer<?>> ofMessages() {
        return List.of(
            write(MESSAGES, "post", messages::post),
            write(MESSAGES, "edit", messages::edit),
            write(MESSAGES, "delete", messages::delete),
            write(MESSAGES, "react", messages::react),
            write(MESSAGES, "unreact", messages::unreact),
            write(MESSAGES, "pin", messages::pin),
            write(MESSAGES, "unpin", messages::unpin),
            read(MESSAGES, "get", messages::get),
            read(MESSAGES, "reactions", messages::reactions),
            read(MESSAGES, "history", messages::history),
            read(MESSAGES, "pins", messages::pins),
            read(MESSAGES, "thread", messages::thread),
            read(MESSAGES, "search", messages::search));
    }

    private List<Offer<?>> ofReceipts() {
        return List.of(
            Offer.write(RECEIPTS, "read", receipts::read, this::mark),
            Offer.write(RECEIPTS, "delivered", receipts::delivered, this::mark),
            read(RECEIPTS, "list", receipts::list),
            read(RECEIPTS, "unread", receipts::unread));
    }

    private List<Offer<?>> ofTyping() {
        return List.of(
            Offer.write(TYPING, "start", body -> new TypingCommand(body.id("room"), true), this::typing),
            Offer.write(TYPING, "stop", body -> new TypingCommand(body.id("room"), false), this::typing));
    }

    private Future<String> typing(Caller caller, TypingCommand command) {
        return bus.ask(EarVerticle.ADDRESS, new Heed.Typing(caller, command), timeoutMs);
    }

    private Future<String> mark(Caller caller, ReceiptCommand.Mark mark) {
        return ask(mark.room(), caller, mark);
    }

    private Future<String> direct(Caller caller, List<String> users) {
        try {
            var command = Direct.of(caller.user(), users);
            return ask(command.room(), caller, command);
        } catch (RefusedException refused) {
            return Future.failedFuture(refused);
        }
    }

    private <C extends Command.Write> Offer<C> write(String address, String action,
                                                     Function<Fields, C> reader) {
        return Offer.write(address, action, reader,
            (caller, command) -> ask(command.room(), caller, command));
    }

    private <C extends Command.Read> Offer<C> read(String address, String action,
                                                   Function<Fields, C> reader) {
        return Offer.read(address, action, reader,
            (caller, command) -> ask(caller.user(), caller, command));
    }

    private Future<String> ask(String key, Caller caller, Command command) {
        return group.ask(key, new Asked(caller, command), timeoutMs);
    }
}
