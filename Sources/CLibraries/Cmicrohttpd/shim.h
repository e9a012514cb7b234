#pragma once

#include <microhttpd.h>

// `MHD_start_daemon` and the two calls for information are variadic, which Swift cannot call.

// A server that its caller drives: it polls `pollingDescriptor` and calls `MHD_run`. Every function gets `context`.
static inline struct MHD_Daemon *startDaemon(
    int listeningSocket, unsigned int connectionsMaximum, size_t connectionBytesMaximum, void *context,
    MHD_LogCallback log, MHD_NotifyConnectionCallback connectionChanged, MHD_AccessHandlerCallback requestRead,
    MHD_RequestCompletedCallback requestEnded) {
  return MHD_start_daemon(
      MHD_USE_EPOLL | MHD_USE_ERROR_LOG, 0, NULL, NULL, requestRead, context,
      // First, so that what the other options have to say goes there too.
      MHD_OPTION_EXTERNAL_LOGGER, log, context,
      MHD_OPTION_LISTEN_SOCKET, listeningSocket,
      MHD_OPTION_CONNECTION_LIMIT, connectionsMaximum,
      MHD_OPTION_CONNECTION_MEMORY_LIMIT, connectionBytesMaximum,
      MHD_OPTION_NOTIFY_CONNECTION, connectionChanged, context,
      MHD_OPTION_NOTIFY_COMPLETED, requestEnded, context,
      MHD_OPTION_END);
}

static inline int pollingDescriptor(struct MHD_Daemon *daemon) {
  const union MHD_DaemonInfo *info = MHD_get_daemon_info(daemon, MHD_DAEMON_INFO_EPOLL_FD);
  return info == NULL ? -1 : info->epoll_fd;
}

static inline int connectionSocket(struct MHD_Connection *connection) {
  const union MHD_ConnectionInfo *info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
  return info == NULL ? -1 : info->connect_fd;
}
