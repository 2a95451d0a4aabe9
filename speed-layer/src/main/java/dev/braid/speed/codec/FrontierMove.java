package dev.braid.speed.codec;

import dev.braid.log.Frontier;
import dev.braid.log.FrontierAnnouncement;

/**
 * What the merge needs to know of an announcement.
 *
 * @param viewKey {@link FrontierAnnouncement#key}
 */
public record FrontierMove(String viewKey, Frontier frontier, Frontier previousFrontier) {
  public static FrontierMove of(FrontierAnnouncement announcement) {
    return new FrontierMove(
        FrontierAnnouncement.key(
            announcement.commit().view(), announcement.commit().definitionHash()),
        announcement.commit().frontier(),
        announcement.commit().previousFrontier());
  }
}
