import { chromium } from '@playwright/test'
import { chromiumFlags, systemChromium } from '/work/main/scripts/chromium.mjs'
const b = await chromium.launch({ executablePath: systemChromium()!, args: chromiumFlags })
const ctx = await b.newContext({viewport:{width:770,height:300}}); const p = await ctx.newPage()
await p.goto('http://localhost:4611/sign-in'); await p.getByLabel('E-mail').fill('a@example.org'); await p.getByLabel('Password').fill('a long enough password'); await p.getByRole('button',{name:/Sign in/}).first().click(); await p.waitForTimeout(4000)
for (const w of [360,770,1024,1280]) { await p.setViewportSize({width:w,height:300}); await p.goto('http://localhost:4611/me'); await p.waitForTimeout(800); console.log(w, await p.evaluate(()=>document.documentElement.scrollWidth)); await p.screenshot({path:`/tmp/tr/adm${w}.png`}) }
await b.close()
