package dev.braid.serving.trino;

import dev.braid.serving.access.Access;
import dev.braid.serving.access.User;
import dev.braid.serving.query.Queries;
import dev.braid.serving.query.QuerySession;
import dev.braid.serving.query.RunningQuery;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The protocol as a part of the web server. */
@Configuration(proxyBeanMethods = false)
@Import({StatementController.class, ServerInfoController.class})
public class TrinoProtocol {

  private record OnQueries(Queries queries) implements StatementRunner {
    @Override
    public String newId() {
      return queries.newId();
    }

    @Override
    public RunningQuery start(String id, String sql, QuerySession session) {
      return queries.start(id, sql, session);
    }

    @Override
    public boolean cancel(String id, User user) {
      return queries.cancel(id, user);
    }
  }

  /** Where nobody shows who they are, the address that only its owner was told is enough. */
  @Bean(destroyMethod = "close")
  OpenStatements statements(Queries queries, Access access, Clock clock) {
    return new OpenStatements(
        new OnQueries(queries),
        (user, owner) ->
            access.mayFollow(user.name(), owner)
                || (access.isOpen() && user.name().equals(User.ANONYMOUS)),
        ProtocolLimits.of(queries.limits()),
        clock);
  }
}
