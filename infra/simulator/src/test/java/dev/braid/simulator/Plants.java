package dev.braid.simulator;

import dev.braid.batch.archive.EventsAppend;
import dev.braid.batch.archive.EventsCommit;
import dev.braid.batch.view.Making;
import dev.braid.log.BatchCommit;
import dev.braid.log.Frontier;
import dev.braid.log.Offsets;
import dev.braid.log.SpeedUpsert;
import dev.braid.log.Version;
import dev.braid.serving.generation.Swap;
import dev.braid.serving.live.ViewFacts;
import dev.braid.serving.merge.Effect;
import dev.braid.speed.codec.FrontierMove;
import dev.braid.speed.merge.Position;
import dev.braid.speed.merge.SpeedMerge;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import net.bytebuddy.asm.Advice;

/** What is woven into the product's methods; the bodies run inside them. */
@SuppressWarnings({"unused", "UnusedVariable"}) // assigned for the method that they are woven into
public final class Plants {
  private Plants() {}

  public static Frontier moved(Frontier frontier, long epochs) {
    return frontier.equals(Frontier.NONE)
        ? frontier
        : new Frontier(frontier.epochMillis() + epochs * SimView.EPOCH);
  }

  /** The body is left out. */
  public static final class Nothing {
    private Nothing() {}

    @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class)
    static boolean enter() {
      return true;
    }
  }

  /** The frontier given is an epoch too early. */
  public static final class EarlierFrontier {
    private EarlierFrontier() {}

    @Advice.OnMethodEnter
    static void enter(@Advice.Argument(value = 1, readOnly = false) Frontier frontier) {
      frontier = moved(frontier, -1);
    }
  }

  /** The frontier given is an epoch too late. */
  public static final class LaterFrontier {
    private LaterFrontier() {}

    @Advice.OnMethodEnter
    static void enter(@Advice.Argument(value = 1, readOnly = false) Frontier frontier) {
      frontier = moved(frontier, 1);
    }
  }

  /** The reader drops an epoch more. */
  public static final class RetiresMore {
    private RetiresMore() {}

    @Advice.OnMethodEnter
    static void enter(@Advice.Argument(value = 0, readOnly = false) Frontier frontier) {
      frontier = moved(frontier, 1);
    }
  }

  /** A tombstone wipes what the reader has. */
  public static final class TombstoneWipes {
    private TombstoneWipes() {}

    public static SpeedUpsert wiping(SpeedUpsert upsert) {
      return upsert.states() != null
          ? upsert
          : new SpeedUpsert(
              new Version(Long.MAX_VALUE, 0),
              upsert.epoch(),
              upsert.key(),
              upsert.appendTimeMillis(),
              SimView.VIEW.store(SimView.VIEW.empty()));
    }

    @Advice.OnMethodEnter
    static void enter(@Advice.Argument(value = 0, readOnly = false) SpeedUpsert upsert) {
      upsert = wiping(upsert);
    }
  }

  /** The newest frontier is taken for the one before it. */
  public static final class CurrentForPrevious {
    private CurrentForPrevious() {}

    @Advice.OnMethodEnter
    static void enter(@Advice.Argument(value = 0, readOnly = false) FrontierMove move) {
      move = new FrontierMove(move.viewKey(), move.frontier(), move.frontier());
    }
  }

  /** Epochs expire by event time, whatever has been announced. */
  public static final class ExpiresByTime {
    private ExpiresByTime() {}

    public static void expire(SpeedMerge merge, long timestamp) {
      if (timestamp > 0 && timestamp != Long.MAX_VALUE) {
        Frontier reached = new Frontier(SimView.EPOCHS.epochOf(timestamp));
        merge.frontier(new FrontierMove("", reached, moved(reached, -1)));
      }
    }

    @Advice.OnMethodEnter
    static void enter(@Advice.This SpeedMerge merge, @Advice.Argument(0) long timestamp) {
      expire(merge, timestamp);
    }
  }

  /** The lower version is the higher. */
  public static final class Inverted {
    private Inverted() {}

    @Advice.OnMethodExit
    static void exit(@Advice.Return(readOnly = false) int order) {
      order = -order;
    }
  }

  /** Only counts are compared. */
  public static final class OnlyCounts {
    private OnlyCounts() {}

    @Advice.OnMethodExit
    static void exit(
        @Advice.This Version mine,
        @Advice.Argument(0) Version other,
        @Advice.Return(readOnly = false) int order) {
      order = Long.compare(mine.events(), other.events());
    }
  }

  /** Always yes. */
  public static final class Yes {
    private Yes() {}

    @Advice.OnMethodExit
    static void exit(@Advice.Return(readOnly = false) boolean answer) {
      answer = true;
    }
  }

  /** Always no. */
  public static final class No {
    private No() {}

    @Advice.OnMethodExit
    static void exit(@Advice.Return(readOnly = false) boolean answer) {
      answer = false;
    }
  }

  /** A number is one, whatever it is. */
  public static final class One {
    private One() {}

    @Advice.OnMethodExit
    static void exit(@Advice.Return(readOnly = false) int number) {
      number = 1;
    }
  }

  /** Of equal versions the earlier wins. */
  public static final class EarlierWins {
    private EarlierWins() {}

    @Advice.OnMethodExit
    static void exit(
        @Advice.This Version mine,
        @Advice.Argument(0) Version held,
        @Advice.Return(readOnly = false) boolean answer) {
      answer = mine.compareTo(held) > 0;
    }
  }

  /** No grace. */
  public static final class NoGrace {
    private NoGrace() {}

    @Advice.OnMethodEnter
    static void enter(@Advice.Argument(value = 1, readOnly = false) Duration grace) {
      grace = Duration.ZERO;
    }
  }

  /** Every partition is stable. */
  public static final class AllStable {
    private AllStable() {}

    public static SortedSet<Integer> none() {
      return new TreeSet<>();
    }

    @Advice.OnMethodExit
    static void exit(@Advice.Return(readOnly = false) SortedSet<Integer> unstable) {
      unstable = none();
    }
  }

  /** Whatever look is as good as one after catching up. */
  public static final class AnyLookSettles {
    private AnyLookSettles() {}

    @Advice.OnMethodEnter
    static void enter(@Advice.Argument(value = 1, readOnly = false) boolean afterCatchUp) {
      afterCatchUp = true;
    }
  }

  /** A heartbeat goes before what it speaks of. */
  public static final class HeartbeatFirst {
    private HeartbeatFirst() {}

    public static void beat(SpeedMerge merge, long now) {
      try {
        Field watermark = SpeedMerge.class.getDeclaredField("watermark");
        Field processedTo = Position.class.getDeclaredField("processedTo");
        Method heartbeat = SpeedMerge.class.getDeclaredMethod("heartbeat", long.class);
        watermark.setAccessible(true);
        processedTo.setAccessible(true);
        heartbeat.setAccessible(true);
        long mark = watermark.getLong(merge);
        if (mark > processedTo.getLong(merge.position())) {
          processedTo.setLong(merge.position(), mark);
          heartbeat.invoke(merge, now);
        }
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(e);
      }
    }

    @Advice.OnMethodEnter
    static void enter(@Advice.This SpeedMerge merge, @Advice.Argument(0) long now) {
      beat(merge, now);
    }
  }

  /** The offsets are the raw table's, though the events table is farther. */
  public static final class OffsetsGoBack {
    private OffsetsGoBack() {}

    public static Optional<EventsAppend> back(Optional<EventsCommit> base, Offsets archived) {
      Offsets decoded = base.map(EventsCommit::offsets).orElse(Offsets.NONE);
      return decoded.equals(archived)
          ? Optional.empty()
          : Optional.of(new EventsAppend(decoded, archived));
    }

    @Advice.OnMethodExit
    static void exit(
        @Advice.Argument(0) Optional<EventsCommit> base,
        @Advice.Argument(1) Offsets archived,
        @Advice.Return(readOnly = false) Optional<EventsAppend> append) {
      append = back(base, archived);
    }
  }

  /** Whoever counts stragglers finds none. */
  public static final class NoStragglers {
    private NoStragglers() {}

    public static Making.Stragglers none() {
      return version -> 0;
    }

    @Advice.OnMethodEnter
    static void enter(@Advice.Argument(value = 2, readOnly = false) Making.Stragglers stragglers) {
      stragglers = none();
    }
  }

  /** A rebuilt speed layer starts at the frontier and not at the one before it. */
  public static final class ResumesAtFrontier {
    private ResumesAtFrontier() {}

    @Advice.OnMethodExit
    static void exit(
        @Advice.This BatchCommit commit, @Advice.Return(readOnly = false) Offsets offsets) {
      offsets = commit.resume();
    }
  }

  /** Nothing is given back. */
  public static final class Null {
    private Null() {}

    @Advice.OnMethodExit
    static void exit(@Advice.Return(readOnly = false) String answer) {
      answer = null;
    }
  }

  /** The next generation takes over instead of waiting until the current one stands still. */
  public static final class TakesOverAtOnce {
    private TakesOverAtOnce() {}

    public static Swap.Move hasty(Swap.Move move) {
      return move instanceof Swap.Move.Hold ? new Swap.Move.TakeOver() : move;
    }

    @Advice.OnMethodExit
    static void exit(@Advice.Return(readOnly = false) Swap.Move move) {
      move = hasty(move);
    }
  }

  /** What the held rows claim is taken for the newest that they may hold. */
  public static final class HeldClaimsSuffice {
    private HeldClaimsSuffice() {}

    public static Map<String, Long> claims(Map<String, ViewFacts> answering) {
      Map<String, Long> claims = new HashMap<>();
      answering.forEach(
          (view, facts) -> {
            if (facts.processedTo() != null) {
              claims.put(view, facts.processedTo());
            }
          });
      return claims;
    }

    @Advice.OnMethodEnter
    static void enter(
        @Advice.Argument(0) Map<String, ViewFacts> answering,
        @Advice.Argument(value = 2, readOnly = false) Map<String, Long> held) {
      held = claims(answering);
    }
  }

  /** A switch leaves out what the speed view has beyond the frontier. */
  public static final class SwitchWithoutSpeed {
    private SwitchWithoutSpeed() {}

    public static List<Effect> without(List<Effect> effects) {
      List<Effect> changed = new ArrayList<>();
      for (Effect effect : effects) {
        changed.add(
            effect instanceof Effect.SwitchTo to
                ? new Effect.SwitchTo(to.version(), List.of())
                : effect);
      }
      return changed;
    }

    @Advice.OnMethodExit
    static void exit(@Advice.Return(readOnly = false) List<Effect> effects) {
      effects = without(effects);
    }
  }
}
