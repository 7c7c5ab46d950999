-- Rules that hosts have written. The id is the name as an address; with the revision's number it stands in every debate's setup.
CREATE TABLE "Protocol" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "retiredAt" TIMESTAMP(3),
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Protocol_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "Protocol_id" CHECK ("id" ~ '^[a-z0-9]+(-[a-z0-9]+)*$')
);
CREATE UNIQUE INDEX "Protocol_name_key" ON "Protocol"("name");

CREATE TABLE "ProtocolRevision" (
    "id" TEXT NOT NULL,
    "protocolId" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "rules" JSONB NOT NULL,
    "createdBy" TEXT,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ProtocolRevision_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "ProtocolRevision_protocolId_fkey" FOREIGN KEY ("protocolId") REFERENCES "Protocol"("id") ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT "ProtocolRevision_number" CHECK ("number" >= 1)
);
CREATE UNIQUE INDEX "ProtocolRevision_protocolId_number_key" ON "ProtocolRevision"("protocolId", "number");
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON "ProtocolRevision" FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- Which debates used which rules is counted on the page of protocols.
CREATE INDEX "DebateEvent_protocol_idx" ON "DebateEvent" ((("event" -> 'setup' -> 'protocol') ->> 'id')) WHERE "seq" = 1;
