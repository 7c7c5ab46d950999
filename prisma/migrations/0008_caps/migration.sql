-- What may be spent at a provider, in dollars; null: no cap.
ALTER TABLE "Provider" ADD COLUMN "capPerDebate" DOUBLE PRECISION, ADD COLUMN "capPerDay" DOUBLE PRECISION;
ALTER TABLE "Provider" ADD CONSTRAINT "Provider_caps" CHECK ("capPerDebate" > 0 AND "capPerDay" > 0);
CREATE INDEX "Attempt_startedAt_idx" ON "Attempt"("startedAt");
CREATE INDEX "JudgeCall_startedAt_idx" ON "JudgeCall"("startedAt");
