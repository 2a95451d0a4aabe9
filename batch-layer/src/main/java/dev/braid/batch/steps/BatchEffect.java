package dev.braid.batch.steps;

import dev.braid.batch.archive.EventsCommit;
import dev.braid.batch.archive.RawCommit;
import dev.braid.batch.delta.Committed;
import dev.braid.batch.log.LogCut;
import dev.braid.log.Epochs;
import dev.braid.log.Frontier;
import dev.braid.log.FrontierAnnouncement;
import dev.braid.log.Offsets;
import java.util.List;
import java.util.Map;

/** What {@link BatchSteps} wants done next. */
public sealed interface BatchEffect {
  <R, E extends Exception> R accept(Visitor<R, E> visitor) throws E;

  /**
   * See what is committed of each view; answer {@code looked}. Asked for before the cut, before the
   * views are computed and before the announcement, as another run may be at work.
   */
  record Look() implements BatchEffect {
    @Override
    public <R, E extends Exception> R accept(Visitor<R, E> visitor) throws E {
      return visitor.look(this);
    }
  }

  /**
   * Decide how much of each topic this run takes, waiting for open transactions; answer {@code
   * cut}.
   *
   * @param reached each topic's views' epoch lengths with the least frontier they have reached
   */
  record Cut(Map<String, Map<Epochs, Frontier>> reached) implements BatchEffect {
    @Override
    public <R, E extends Exception> R accept(Visitor<R, E> visitor) throws E {
      return visitor.cut(this);
    }
  }

  /** Append a topic's log up to the cut to its raw table; answer {@code archived}. */
  record Archive(String topic, LogCut cut) implements BatchEffect {
    @Override
    public <R, E extends Exception> R accept(Visitor<R, E> visitor) throws E {
      return visitor.archive(this);
    }
  }

  /** Append what is new in raw to a source's events table; answer {@code decoded}. */
  record Decode(String source, Committed<RawCommit> raw) implements BatchEffect {
    @Override
    public <R, E extends Exception> R accept(Visitor<R, E> visitor) throws E {
      return visitor.decode(this);
    }
  }

  /**
   * Write a view's rows at the frontier where nobody sees them; answer {@code recomputed}.
   *
   * @param events what to compute them from
   */
  record Recompute(String view, Frontier frontier, Committed<EventsCommit> events)
      implements BatchEffect {
    @Override
    public <R, E extends Exception> R accept(Visitor<R, E> visitor) throws E {
      return visitor.recompute(this);
    }
  }

  /**
   * Put the rows written in the place of the view's version before, with what they cover; answer
   * {@code committed}.
   *
   * @param raw where to look for the first offset at or after the frontier
   * @param offsets up to where the events were read
   * @param unread whether nobody reads the view before this run has ended
   */
  record Commit(
      String view, Frontier frontier, Committed<RawCommit> raw, Offsets offsets, boolean unread)
      implements BatchEffect {
    @Override
    public <R, E extends Exception> R accept(Visitor<R, E> visitor) throws E {
      return visitor.commit(this);
    }
  }

  /**
   * Leave a view as it is and say so; answer {@code kept}.
   *
   * @param cut why its frontier does not move; null if it stands where it is to stop
   */
  record Keep(String view, Frontier frontier, LogCut cut) implements BatchEffect {
    @Override
    public <R, E extends Exception> R accept(Visitor<R, E> visitor) throws E {
      return visitor.keep(this);
    }
  }

  /** Tell the other layers which versions are committed; answer {@code announced}. */
  record Announce(List<FrontierAnnouncement> announcements) implements BatchEffect {
    @Override
    public <R, E extends Exception> R accept(Visitor<R, E> visitor) throws E {
      return visitor.announce(this);
    }
  }

  /** One method an effect. */
  interface Visitor<R, E extends Exception> {
    R look(Look effect) throws E;

    R cut(Cut effect) throws E;

    R archive(Archive effect) throws E;

    R decode(Decode effect) throws E;

    R recompute(Recompute effect) throws E;

    R commit(Commit effect) throws E;

    R keep(Keep effect) throws E;

    R announce(Announce effect) throws E;
  }
}
