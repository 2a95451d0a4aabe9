package dev.braid.speed.start;

import dev.braid.project.CompiledProject;
import dev.braid.project.ViewDefinition;
import dev.braid.source.Source;
import dev.braid.type.Sha256;
import java.util.StringJoiner;
import org.apache.flink.api.common.JobID;

/**
 * Names a job after what it computes and over which log, so that a checkpoint is restored by the
 * job that wrote it and by no other.
 */
public final class JobIdentity {
  private static final int HEX_DIGITS = 32;

  private JobIdentity() {}

  public static JobID of(CompiledProject project, KafkaFacts kafka) {
    StringJoiner identity = new StringJoiner("\n");
    identity.add(project.name()).add(Long.toString(project.generation())).add(kafka.incarnation());
    for (Source source : project.sourcesInUse()) {
      identity.add(source.name() + " " + source.schemaHash());
    }
    for (ViewDefinition view : project.views()) {
      identity.add(view.name() + " " + view.definitionHash());
    }
    return JobID.fromHexString(Sha256.hex(identity.toString()).substring(0, HEX_DIGITS));
  }
}
