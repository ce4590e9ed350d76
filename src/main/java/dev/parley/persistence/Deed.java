package dev.parley.persistence;

/** The kinds of {@link Change}, each with the SQL function that carries it out. */
public enum Deed {
    CREATE_ROOM("create_room"),
    JOIN_ROOM("join_room"),
    LEAVE_ROOM("leave_room");

    private final String function;

    Deed(String function) {
        this.function = function;
    }

    String function() {
        return function;
    }
}
