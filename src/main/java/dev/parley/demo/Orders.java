package dev.parley.demo;

import dev.parley.console.Arguments;
import dev.parley.console.Console;
import dev.parley.embedded.PostgresServer;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Tuple;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * A shop with one table, in the database of a demo server: it takes orders, they are paid and sent, and some
 * transactions are rolled back. The table is watched, so that the page /demo/dashboard shows all of it.
 */
public final class Orders {

    private static final String HELP = """
        Takes orders in a table beside a demo server; http://localhost:8080/demo/dashboard shows them.

        demo-orders [--postgres postgresql://postgres@127.0.0.1:5432/parley] [--per-second 3]
          --postgres    the server's database; else that of the demo server which was started here
          --per-second  orders and changes, on average
        """;

    private static final String TABLE = """
        set client_min_messages = warning;
        create schema if not exists demo_shop;
        create table if not exists demo_shop.orders (
            id       bigint generated always as identity primary key,
            customer text           not null,
            total    numeric(10, 2) not null,
            status   text           not null default 'new'
        );
        select parley.watch('demo_shop.orders', 'live.demo.orders')""";

    private static final String ORDER = "insert into demo_shop.orders (customer, total) values ($1, $2)";
    /** The oldest that is not there yet moves on. */
    private static final String MOVE = """
        update demo_shop.orders set status = case status when 'new' then 'paid' else 'sent' end
         where id = (select id from demo_shop.orders where status in ('new', 'paid') order by id limit 1)""";
    private static final String FORGET = """
        delete from demo_shop.orders where id <= (select max(id) - 500 from demo_shop.orders)""";

    private static final List<String> CUSTOMERS = List.of("Ana Finch", "Ben Otter", "Cleo Heron",
        "Dan Marten", "Eve Plover", "Finn Swift", "Gia Lynx", "Hugo Wren");
    private static final int ROLLED_BACK_ONE_IN = 6;
    private static final int PORT_LINE = 3;
    private static final double MIN_PER_SECOND = 0.01;

    private final Vertx vertx;
    private final PgConnection shop;
    private final RandomGenerator random;

    private Orders(Vertx vertx, PgConnection shop, RandomGenerator random) {
        this.vertx = vertx;
        this.shop = shop;
        this.random = random;
    }

    /** Runs until it is ended; status 2 when it cannot begin. */
    public static void main(String[] arguments) {
        var line = List.of(arguments);
        if (line.contains("--help")) {
            Console.print(HELP);
            return;
        }
        var vertx = Vertx.vertx();
        try {
            var given = Arguments.parse(line, Set.of("postgres", "per-second"));
            int pauseMs = (int) (1000 / given.decimal("per-second", 3, MIN_PER_SECOND));
            var uri = given.text("postgres");
            var database = uri.isPresent() ? PgConnectOptions.fromUri(uri.get())
                : embedded(Path.of("data/postgres"));
            open(vertx, database, RandomGenerator.getDefault())
                .onSuccess(orders -> Console.say("Taking orders; Ctrl-C ends it."))
                .compose(orders -> orders.trade(Math.max(1, pauseMs), Long.MAX_VALUE))
                .onFailure(Orders::end);
        } catch (IOException | IllegalArgumentException fault) {
            end(fault);
        }
    }

    private static void end(Throwable fault) {
        Console.aside("Orders cannot be taken: " + fault.getMessage());
        System.exit(2);
    }

    /** The database of the demo server whose files are in this folder: PostgreSQL says there where it is. */
    static PgConnectOptions embedded(Path folder) throws IOException {
        var file = folder.resolve("files").resolve("postmaster.pid");
        if (!Files.exists(file)) {
            throw new IOException("no demo server runs here (scripts/run starts one), and no --postgres is"
                + " given");
        }
        var port = Integer.parseInt(Files.readAllLines(file).get(PORT_LINE).strip());
        return new PgConnectOptions().setHost("127.0.0.1").setPort(port).setDatabase(PostgresServer.DATABASE)
            .setUser(PostgresServer.USER);
    }

    /** Opens the shop: makes its table and watches it. */
    static Future<Orders> open(Vertx vertx, PgConnectOptions database, RandomGenerator random) {
        return PgConnection.connect(vertx, database).compose(shop -> shop.query(TABLE).execute()
            .map(watched -> new Orders(vertx, shop, random)));
    }

    /** So many transactions, one after another, with about so long between. */
    Future<Void> trade(int pauseMs, long count) {
        Promise<Void> over = Promise.promise();
        trade(pauseMs, count, over);
        return over.future();
    }

    /** One promise for all of them: a chain of futures would grow for as long as the shop is open. */
    private void trade(int pauseMs, long count, Promise<Void> over) {
        if (count == 0) {
            over.complete();
        } else {
            transaction().compose(done -> vertx.timer(random.nextInt(1, 2 * pauseMs + 1)))
                .onFailure(over::fail).onSuccess(waited -> trade(pauseMs, count - 1, over));
        }
    }

    private Future<Void> transaction() {
        return shop.begin().compose(begun -> step()
            .compose(done -> random.nextInt(ROLLED_BACK_ONE_IN) == 0 ? begun.rollback() : begun.commit()));
    }

    private Future<?> step() {
        if (random.nextInt(5) < 2) {
            var total = Math.round(300 + random.nextDouble() * 9_000) / 100.0;
            return shop.preparedQuery(ORDER).execute(Tuple.of(CUSTOMERS.get(random.nextInt(CUSTOMERS.size())),
                BigDecimal.valueOf(total)));
        }
        return shop.query(random.nextInt(50) == 0 ? FORGET : MOVE).execute();
    }
}
