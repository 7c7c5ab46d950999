-- What socket.io's PostgreSQL adapter hands on above the 8,000 bytes of a NOTIFY. It cleans up after itself.
-- Unlogged: after a crash nobody is left to read it.
CREATE UNLOGGED TABLE "socket_io_attachments" (
    "id" BIGSERIAL NOT NULL,
    "created_at" TIMESTAMPTZ(6) DEFAULT CURRENT_TIMESTAMP,
    "payload" BYTEA,

    CONSTRAINT "socket_io_attachments_pkey" PRIMARY KEY ("id")
);
