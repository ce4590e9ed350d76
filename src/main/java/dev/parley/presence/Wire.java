package dev.parley.presence;

import io.vertx.core.buffer.Buffer;

/**
 * The bytes of a {@link Message}: version (1 byte), kind (1), the sender, and what the kind holds. A
 * version that is not known is left out by its receiver, who then lacks what it held.
 */
final class Wire {

    /** The only version so far. */
    static final int VERSION = 1;

    private static final int DELTA = 1;
    private static final int DIGEST = 2;
    private static final int WANT = 3;
    private static final int WHOLE = 4;
    private static final int SAID = 5;

    private static final int PUT = 1;
    private static final int ENTER = 2;
    private static final int EXIT = 3;
    private static final int DROP = 4;

    private Wire() {
    }

    static Buffer encode(Message message) {
        return switch (message) {
            case Message.Delta(var node, var life, var after, var ops) -> head(DELTA, node).number(life)
                .number(after).all(ops, Wire::op).bytes();
            case Message.Digest(var node, var life, var counter, var hash) -> head(DIGEST, node).number(life)
                .number(counter).number(hash).bytes();
            case Message.Want(var node, var life, var counter) -> head(WANT, node).number(life)
                .number(counter).bytes();
            case Message.Whole whole -> head(WHOLE, whole.node()).number(whole.life()).number(whole.counter())
                .number(whole.piece()).number(whole.pieces()).all(whole.sessions(), Wire::standing).bytes();
            case Message.Said(var node, var user, var stance) ->
                stance(head(SAID, node).text(user), stance).bytes();
            case Message.Unreadable unreadable -> throw new IllegalArgumentException(unreadable.why());
        };
    }

    /** Never throws: what cannot be read is {@link Message.Unreadable}. */
    static Message decode(Buffer bytes) {
        try {
            var in = new Unpacker(bytes);
            int version = in.octet();
            if (version != VERSION) {
                return new Message.Unreadable("", "wire version " + version);
            }
            var message = message(in, in.octet(), in.text());
            in.end();
            return message;
        } catch (IndexOutOfBoundsException | IllegalArgumentException garbled) {
            return new Message.Unreadable("", String.valueOf(garbled.getMessage()));
        }
    }

    private static Message message(Unpacker in, int kind, String node) {
        return switch (kind) {
            case DELTA -> new Message.Delta(node, in.number(), in.number(), in.all(Wire::op));
            case DIGEST -> new Message.Digest(node, in.number(), in.number(), in.number());
            case WANT -> new Message.Want(node, in.number(), in.number());
            case WHOLE -> new Message.Whole(node, in.number(), in.number(), (int) in.number(),
                (int) in.number(), in.all(Wire::standing));
            case SAID -> new Message.Said(node, in.text(), stance(in));
            default -> throw new IllegalArgumentException("kind " + kind);
        };
    }

    private static Packer head(int kind, String node) {
        return new Packer().octet(VERSION).octet(kind).text(node);
    }

    private static void op(Packer out, Op op) {
        switch (op) {
            case Op.Put(var meta) -> meta(out.octet(PUT), meta);
            case Op.Enter(var session, var channel) -> out.octet(ENTER).text(session).text(channel);
            case Op.Exit(var session, var channel) -> out.octet(EXIT).text(session).text(channel);
            case Op.Drop(var session) -> out.octet(DROP).text(session);
        }
    }

    private static Op op(Unpacker in) {
        int kind = in.octet();
        return switch (kind) {
            case PUT -> new Op.Put(meta(in));
            case ENTER -> new Op.Enter(in.text(), in.text());
            case EXIT -> new Op.Exit(in.text(), in.text());
            case DROP -> new Op.Drop(in.text());
            default -> throw new IllegalArgumentException("op " + kind);
        };
    }

    private static void standing(Packer out, Message.Standing standing) {
        meta(out, standing.meta());
        out.all(standing.channels(), Packer::text);
    }

    private static Message.Standing standing(Unpacker in) {
        return new Message.Standing(meta(in), in.all(Unpacker::text));
    }

    private static void meta(Packer out, Meta meta) {
        out.text(meta.session()).text(meta.user()).text(meta.name()).number(meta.since())
            .number(meta.shown());
        stance(out, meta.stance()).number(meta.lostAt());
    }

    private static Meta meta(Unpacker in) {
        return new Meta(in.text(), in.text(), in.text(), in.number(), in.number(), stance(in),
            in.number());
    }

    private static Packer stance(Packer out, Stance stance) {
        return out.text(stance.status().word()).text(stance.text()).number(stance.at());
    }

    private static Stance stance(Unpacker in) {
        return new Stance(Status.of(in.text()), in.text(), in.number());
    }
}
