package dev.parley.persistence;

/** What an {@link Ask} is about, each with the SQL function that answers it. */
public enum Matter {
    ROOM("get_room"),
    ROOMS("list_rooms"),
    MY_ROOMS("my_rooms"),
    MEMBERS("members"),
    HISTORY("history");

    private final String function;

    Matter(String function) {
        this.function = function;
    }

    String function() {
        return function;
    }
}
