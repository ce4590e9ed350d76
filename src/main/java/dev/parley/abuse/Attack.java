package dev.parley.abuse;

import java.util.Locale;

/** Each way in which the server is attacked: how many attackers, with which weapon. */
enum Attack {

    SILENT(5, HttpWeapons::silent),
    SLOW_HEADS(5, HttpWeapons::slowHeads),
    SLOW_BODIES(5, HttpWeapons::slowBodies),
    CONNECTS(4, HttpWeapons::connects),
    REQUESTS(4, HttpWeapons::requests),
    LARGE_HEADS(2, HttpWeapons::largeHeads),
    LARGE_BODIES(4, HttpWeapons::largeBodies),
    COMPRESSED_BODIES(2, HttpWeapons::compressedBodies),
    POLLS(4, HttpWeapons::polls),
    STRANGERS(5, SocketWeapons::strangers),
    COMMANDS(20, SocketWeapons::commands),
    POSTS(20, SocketWeapons::posts),
    REGISTERS(20, SocketWeapons::registers),
    SYNCS(10, SocketWeapons::syncs),
    HISTORIES(10, SocketWeapons::histories),
    DEAF(20, SocketWeapons::deaf),
    MUTE(5, SocketWeapons::mute),
    PINGS(20, SocketWeapons::pings),
    FRAGMENTS(20, SocketWeapons::fragments),
    DEEP(5, SocketWeapons::deep),
    ODDITIES(5, SocketWeapons::oddities),
    COMPRESSED_MESSAGES(2, SocketWeapons::compressedMessages);

    private final int attackers;
    private final Weapon weapon;

    Attack(int attackers, Weapon weapon) {
        this.attackers = attackers;
        this.weapon = weapon;
    }

    int attackers() {
        return attackers;
    }

    Weapon weapon() {
        return weapon;
    }

    /** As the command line names it. */
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
