package dev.braid.serving.merge;

import java.util.List;

/** What a {@link HandOff} wants done. */
public sealed interface Effect {
  <R> R accept(Visitor<R> visitor);

  /** Load this version beside the one in use; answer {@code loaded} or {@code loadFailed}. */
  record LoadBatch(BatchVersion version) implements Effect {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.load(this);
    }
  }

  /** Forget this loaded version; it will not be used. */
  record Discard(BatchVersion version) implements Effect {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.discard(this);
    }
  }

  /**
   * Move queries to this version and to the merged rows of these groups, at one instant; answer
   * {@code switched}.
   *
   * @param groups all that the speed view touches at or after the version's frontier
   */
  record SwitchTo(BatchVersion version, List<GroupKey> groups) implements Effect {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.switchTo(this);
    }
  }

  /** Bring these groups' merged rows up to date; answer {@code refreshed}. */
  record Refresh(List<GroupKey> groups) implements Effect {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.refresh(this);
    }
  }

  /** One method an effect. */
  interface Visitor<R> {
    R load(LoadBatch effect);

    R discard(Discard effect);

    R switchTo(SwitchTo effect);

    R refresh(Refresh effect);
  }
}
