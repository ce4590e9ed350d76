package dev.parley.room;

import dev.parley.persistence.Append;
import dev.parley.persistence.Change;
import dev.parley.persistence.Deed;
import dev.parley.persistence.PostMessage;
import dev.parley.protocol.Caller;
import dev.parley.protocol.Channels;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** Turns commands that change a room into what the store carries out under the room's lock. */
final class Orders {

    private Orders() {
    }

    static Append of(Caller caller, Command.Write command) {
        return switch (command) {
            case RoomCommand.Create create -> change(caller, create, Deed.CREATE, new JsonObject()
                .put("title", create.name()).put("topic", create.topic()).put("open", create.open())
                .put("members", new JsonArray(create.members())));
            case RoomCommand.Join join -> change(caller, join, Deed.JOIN, new JsonObject());
            case RoomCommand.Leave leave -> change(caller, leave, Deed.LEAVE, new JsonObject());
            case MessageCommand.Post post -> new PostMessage(post.room(), post.id(), caller, Act.POST.least(),
                post.text(), post.replyTo(), post.thread(), Mentions.of(post.mentions(), post.text()),
                post.attachments(), post.client());
        };
    }

    private static Change change(Caller caller, Command.Write command, Deed deed, JsonObject args) {
        return new Change(Channels.room(command.room()), deed, args.put("room", command.room())
            .put("user", caller.user()).put("name", caller.name()).put("origin", caller.origin()));
    }
}
