package dev.parley.room;

import dev.parley.persistence.Append;
import dev.parley.persistence.Change;
import dev.parley.persistence.Deed;
import dev.parley.protocol.Caller;
import dev.parley.protocol.Channels;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/**
 * Turns commands that change a room into what the store carries out under the room's lock, with the least
 * role that each takes.
 */
final class Orders {

    private static final String LEAST = "least";

    private Orders() {
    }

    static Append of(Caller caller, Command.Write command) {
        return switch (command) {
            case MessageCommand.Change change -> MessageOrders.of(caller, change);
            case RoomCommand.Create create -> change(caller, create, Deed.CREATE, new JsonObject()
                .put("title", create.name()).put("topic", create.topic()).put("open", create.open())
                .put("members", new JsonArray(create.members())));
            case RoomCommand.Meet meet -> change(caller, meet, Deed.DIRECT,
                new JsonObject().put("people", new JsonArray(meet.people())));
            case RoomCommand.Update update -> change(caller, update, Deed.UPDATE, update(update));
            case RoomCommand.Join join -> change(caller, join, Deed.JOIN, new JsonObject());
            case RoomCommand.Leave leave -> change(caller, leave, Deed.LEAVE, new JsonObject());
            case RoomCommand.Invite invite -> change(caller, invite, Deed.INVITE,
                other(invite.user(), Act.INVITE));
            case RoomCommand.Grant grant -> change(caller, grant, Deed.ROLE,
                other(grant.user(), Act.GRANT).put("role", grant.role().level()));
            case RoomCommand.Remove remove -> change(caller, remove, Deed.REMOVE,
                other(remove.user(), Act.REMOVE).put("ban", remove.ban()));
            case RoomCommand.Unban unban -> change(caller, unban, Deed.UNBAN, other(unban.user(), Act.UNBAN));
            case RoomCommand.Mute mute -> change(caller, mute, Deed.MUTE,
                other(mute.user(), Act.MUTE).put("seconds", mute.seconds()));
        };
    }

    private static JsonObject update(RoomCommand.Update update) {
        var args = least(Act.UPDATE).put("least_archive", Act.ARCHIVE.least().level());
        update.name().ifPresent(name -> args.put("title", name));
        update.topic().ifPresent(topic -> args.put("topic", topic));
        update.open().ifPresent(open -> args.put("open", open));
        update.archived().ifPresent(archived -> args.put("archived", archived));
        return args;
    }

    private static JsonObject other(String user, Act act) {
        return least(act).put("other", user).put("above", act.toAnother());
    }

    static JsonObject least(Act act) {
        return new JsonObject().put(LEAST, act.least().level());
    }

    static Change change(Caller caller, Command.Write command, Deed deed, JsonObject args) {
        return new Change(Channels.room(command.room()), deed, args.put("room", command.room())
            .put("user", caller.user()).put("name", caller.name()).put("origin", caller.origin()));
    }
}
