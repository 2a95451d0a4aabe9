package dev.braid.serving.trino;

import dev.braid.serving.engine.QueryLimits;
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
    public boolean cancel(String id) {
      return queries.cancel(id);
    }
  }

  @Bean(destroyMethod = "close")
  OpenStatements statements(Queries queries) {
    QueryLimits limits = queries.limits();
    return new OpenStatements(
        new OnQueries(queries),
        ProtocolLimits.of(limits.clientTimeout(), limits.running() + limits.queued()),
        Clock.systemUTC());
  }
}
