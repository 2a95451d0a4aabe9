package dev.braid.endtoend;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Events of the example {@code city}, the same for a seed: fields that are missing or null, text
 * beyond ASCII, times around changes of the clock and the year, and now and then an event that no
 * source takes.
 */
final class CityEvents {
  /** An event as it is sent. */
  record Event(String source, String json, boolean good) {}

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final double BROKEN = 0.001;
  private static final double MISSING = 0.03;

  private static final String[] COUNTRIES = {"DE", "DE", "FR", "CH", "JP"};
  private static final String[] CITIES = {"Köln", "Paris", "Zürich", "東京", "Łódź", "Nîmes"};
  private static final String[] STATUSES = {"new", "packed", "delivered", "cancelled"};
  private static final String[] COUPONS = {"summer_25", " SUMMER_25 ", "Été", "x25", "", "  "};
  private static final String[] DOMAINS = {"example.com", "Example.COM", "müller.example", "mail"};
  private static final String[] NAMES = {"anna", "zoë", "björn+shop", "李", "o'neil"};
  private static final String[] AIRPORTS = {"JFK", "SFO", "BER", "CDG", "HND"};
  private static final String[] CARRIERS = {"AA", "LH", "AF", "NH"};
  private static final String[] DISTRICTS = {"Mitte", "Köln-Süd", "東京", "Old Town"};
  private static final String[] FIRMWARE = {"v1.9", "v1.12-rc3", "v2.0", "v2.10", "unknown", "v3"};
  private static final String[] READINGS = {"1.5", "-20.25", "1e2", "", "n/a", "7", "0.125"};
  private static final String[] BROKEN_JSON = {"{", "[]", "", "{\"order_id\": 5}", "null", "{}x"};

  /** The clock is put forward, back, and the year of weeks is not that of days. */
  private static final LocalDate[] STARTS = {
    LocalDate.of(2026, 3, 28),
    LocalDate.of(2026, 3, 7),
    LocalDate.of(2026, 10, 24),
    LocalDate.of(2026, 10, 31),
    LocalDate.of(2024, 12, 29)
  };

  private final Random random;
  private int number;

  CityEvents(long seed) {
    this.random = new Random(seed);
  }

  List<Event> next(int count) {
    List<Event> events = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      number++;
      int kind = random.nextInt(10);
      String source = kind < 4 ? "orders" : kind < 7 ? "flights" : "sensors";
      if (random.nextDouble() < BROKEN) {
        events.add(new Event(source, one(BROKEN_JSON), false));
      } else {
        ObjectNode event =
            switch (source) {
              case "orders" -> order();
              case "flights" -> flight();
              default -> sensor();
            };
        events.add(new Event(source, event.toString(), true));
      }
    }
    return events;
  }

  private ObjectNode order() {
    ObjectNode order =
        JSON.createObjectNode().put("order_id", String.format(Locale.ROOT, "o%07d", number));
    if (given(order, "customer")) {
      ObjectNode customer = order.putObject("customer");
      if (given(customer, "id")) {
        customer.put("id", random.nextInt(900));
      }
      if (given(customer, "email")) {
        String at = random.nextInt(40) == 0 ? "" : "@" + one(DOMAINS);
        customer.put("email", one(NAMES) + random.nextInt(300) + at);
      }
    }
    if (given(order, "shipping")) {
      ObjectNode address = order.putObject("shipping").putObject("address");
      if (given(address, "country")) {
        address.put("country", one(COUNTRIES));
      }
      if (given(address, "city")) {
        address.put("city", one(CITIES));
      }
    }
    if (given(order, "sku")) {
      order.put("sku", "sku-" + (int) Math.abs(random.nextGaussian() * 12));
    }
    if (given(order, "quantity")) {
      order.put("quantity", 1 + random.nextInt(7));
    }
    if (given(order, "amount")) {
      int cents = random.nextInt(200_000) - 5_000;
      order.put("amount", BigDecimal.valueOf(cents, 2).toPlainString());
    }
    if (given(order, "discount")) {
      order.put("discount", BigDecimal.valueOf(random.nextInt(4_000), 4));
    }
    if (given(order, "status")) {
      order.put("status", one(STATUSES));
    }
    if (random.nextInt(3) == 0) {
      order.put("coupon", one(COUPONS));
    }
    if (given(order, "paid")) {
      order.put("paid", random.nextInt(4) > 0);
    }
    if (given(order, "placed_at")) {
      order.put("placed_at", time().toString().replace('T', ' '));
    }
    return order;
  }

  private ObjectNode flight() {
    ObjectNode flight = JSON.createObjectNode().put("flight_id", (long) number);
    if (given(flight, "carrier")) {
      flight.put("carrier", one(CARRIERS));
    }
    if (given(flight, "origin")) {
      flight.put("origin", one(AIRPORTS));
    }
    flight.put("destination", one(AIRPORTS));
    LocalDateTime departure = time();
    if (given(flight, "scheduled")) {
      flight.put("scheduled", departure.toLocalDate().plusDays(random.nextInt(3) - 1).toString());
    }
    if (given(flight, "departure")) {
      int hours = random.nextInt(5) - 2;
      flight.put("departure", departure.atOffset(ZoneOffset.ofHours(hours)).toString());
    }
    if (given(flight, "delay")) {
      flight.put("delay", (int) (random.nextGaussian() * 30));
    }
    if (given(flight, "distance")) {
      flight.put("distance", 100 + random.nextInt(9_000));
    }
    if (given(flight, "seats")) {
      flight.put("seats", 30 + random.nextInt(370));
    }
    if (given(flight, "fare")) {
      flight.put("fare", 20 + random.nextInt(100_000) / 100.0);
    }
    if (given(flight, "cancelled")) {
      flight.put("cancelled", random.nextInt(20) == 0);
    }
    return flight;
  }

  private ObjectNode sensor() {
    ObjectNode sensor = JSON.createObjectNode().put("sensor", "s" + random.nextInt(25));
    if (given(sensor, "district")) {
      sensor.put("district", one(DISTRICTS));
    }
    if (given(sensor, "measured_at")) {
      sensor.put("measured_at", time() + "Z");
    }
    if (given(sensor, "temperature")) {
      sensor.put("temperature", random.nextInt(60_000) / 1_000.0 - 20);
    }
    if (given(sensor, "humidity")) {
      sensor.put("humidity", random.nextInt(800) / 8f);
    }
    if (given(sensor, "battery")) {
      sensor.put("battery", random.nextInt(101));
    }
    if (given(sensor, "alarm")) {
      sensor.put("alarm", random.nextInt(200) == 0);
    }
    if (given(sensor, "firmware")) {
      sensor.put("firmware", one(FIRMWARE));
    }
    if (given(sensor, "reading")) {
      sensor.put("reading", one(READINGS));
    }
    return sensor;
  }

  /** Whether a field is to be written; else it is null or missing. */
  private boolean given(ObjectNode object, String field) {
    if (random.nextDouble() >= MISSING) {
      return true;
    }
    if (random.nextBoolean()) {
      object.putNull(field);
    }
    return false;
  }

  /** Within two days of a start, to the microsecond, always with its seconds. */
  private LocalDateTime time() {
    long micros = (long) (random.nextDouble() * Duration.ofDays(2).toSeconds()) * 1_000_000L;
    long fraction = 1 + random.nextInt(999_999);
    return STARTS[random.nextInt(STARTS.length)]
        .atStartOfDay()
        .plusNanos((micros + fraction) * 1_000);
  }

  private String one(String[] from) {
    return from[random.nextInt(from.length)];
  }
}
