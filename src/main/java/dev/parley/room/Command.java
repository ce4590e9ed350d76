package dev.parley.room;

/** What a client asks of rooms, and on whose behalf it may be asked is not yet known. */
sealed interface Command permits RoomCommand, MessageCommand, ReceiptCommand, Command.Write, Command.Read {

    /** Changes something in one room; those of one room are carried out in the order of asking. */
    sealed interface Write extends Command permits RoomCommand.Change, MessageCommand.Change {

        String room();
    }

    /** Changes nothing. */
    sealed interface Read extends Command permits RoomCommand.Question, MessageCommand.Question,
        ReceiptCommand.Question {
    }
}
