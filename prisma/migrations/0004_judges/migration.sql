-- Judges that are not people: their revisions, every call of a model, panels of them, and whose a judgment is.
CREATE TABLE "Judge" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "retiredAt" TIMESTAMP(3),
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Judge_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "Judge_name_key" ON "Judge"("name");

CREATE TABLE "JudgeRevision" (
    "id" TEXT NOT NULL,
    "judgeId" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "providerId" TEXT,
    "config" JSONB NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "JudgeRevision_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "JudgeRevision_judgeId_fkey" FOREIGN KEY ("judgeId") REFERENCES "Judge"("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "JudgeRevision_providerId_fkey" FOREIGN KEY ("providerId") REFERENCES "Provider"("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "JudgeRevision_kind" CHECK ("kind" IN ('builtin', 'model'))
);
CREATE UNIQUE INDEX "JudgeRevision_judgeId_number_key" ON "JudgeRevision"("judgeId", "number");

CREATE TABLE "JudgeCall" (
    "id" TEXT NOT NULL,
    "debateId" TEXT NOT NULL,
    "revisionId" TEXT NOT NULL,
    "step" INTEGER NOT NULL,
    "order" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "form" TEXT NOT NULL,
    "request" JSONB,
    "reply" TEXT NOT NULL DEFAULT '',
    "reasoning" TEXT NOT NULL DEFAULT '',
    "p" DOUBLE PRECISION,
    "mass" DOUBLE PRECISION,
    "rationale" TEXT NOT NULL DEFAULT '',
    "modelReturned" TEXT,
    "tokensIn" INTEGER,
    "tokensOut" INTEGER,
    "usageEstimated" BOOLEAN NOT NULL DEFAULT false,
    "costMicros" BIGINT,
    "durationMs" INTEGER,
    "error" TEXT,
    "startedAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "endedAt" TIMESTAMP(3),

    CONSTRAINT "JudgeCall_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "JudgeCall_debateId_fkey" FOREIGN KEY ("debateId") REFERENCES "Debate"("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "JudgeCall_revisionId_fkey" FOREIGN KEY ("revisionId") REFERENCES "JudgeRevision"("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "JudgeCall_order" CHECK ("order" IN ('shown', 'swapped')),
    CONSTRAINT "JudgeCall_p" CHECK ("p" BETWEEN 0 AND 1)
);
CREATE INDEX "JudgeCall_debateId_revisionId_step_idx" ON "JudgeCall"("debateId", "revisionId", "step");
CREATE INDEX "JudgeCall_revisionId_idx" ON "JudgeCall"("revisionId");

CREATE TABLE "Panel" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'running',
    "createdBy" TEXT,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Panel_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "Panel_createdBy_fkey" FOREIGN KEY ("createdBy") REFERENCES "User"("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "Panel_state" CHECK ("state" IN ('running', 'paused', 'cancelled'))
);
CREATE INDEX "Panel_state_idx" ON "Panel"("state");

CREATE TABLE "PanelTask" (
    "panelId" TEXT NOT NULL,
    "debateId" TEXT NOT NULL,
    "revisionId" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'waiting',
    "tries" INTEGER NOT NULL DEFAULT 0,
    "error" TEXT,
    "owner" TEXT,
    "leaseUntil" TIMESTAMP(3),
    "fence" INTEGER NOT NULL DEFAULT 0,
    "retryAt" TIMESTAMP(3),
    "endedAt" TIMESTAMP(3),

    CONSTRAINT "PanelTask_pkey" PRIMARY KEY ("panelId", "debateId", "revisionId"),
    CONSTRAINT "PanelTask_panelId_fkey" FOREIGN KEY ("panelId") REFERENCES "Panel"("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "PanelTask_debateId_fkey" FOREIGN KEY ("debateId") REFERENCES "Debate"("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "PanelTask_revisionId_fkey" FOREIGN KEY ("revisionId") REFERENCES "JudgeRevision"("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "PanelTask_state" CHECK ("state" IN ('waiting', 'running', 'done', 'invalid', 'failed'))
);
CREATE INDEX "PanelTask_state_leaseUntil_idx" ON "PanelTask"("state", "leaseUntil");

ALTER TABLE "Judgment" ADD COLUMN "userId" TEXT, ADD COLUMN "revisionId" TEXT, ADD COLUMN "mode" TEXT NOT NULL DEFAULT 'live';
UPDATE "Judgment" SET "userId" = "judgeId";
ALTER TABLE "Judgment" DROP CONSTRAINT "Judgment_judgeId_fkey";
ALTER TABLE "Judgment" ADD CONSTRAINT "Judgment_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE SET NULL ON UPDATE CASCADE;
ALTER TABLE "Judgment" ADD CONSTRAINT "Judgment_revisionId_fkey" FOREIGN KEY ("revisionId") REFERENCES "JudgeRevision"("id") ON DELETE SET NULL ON UPDATE CASCADE;
ALTER TABLE "Judgment" ADD CONSTRAINT "Judgment_judge" CHECK (("userId" IS NULL) <> ("revisionId" IS NULL) AND "judgeId" = coalesce("userId", "revisionId"));
ALTER TABLE "Judgment" ADD CONSTRAINT "Judgment_mode" CHECK ("mode" IN ('live', 'stepped', 'timed'));
ALTER TABLE "Judgment" DROP CONSTRAINT "Judgment_phase";
ALTER TABLE "Judgment" ADD CONSTRAINT "Judgment_phase" CHECK ("phase" IN ('open', 'ruled', 'final', 'invalid'));
