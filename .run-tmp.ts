import { readFileSync } from 'node:fs'
import { argue } from '#lib/core/builtin/argue'
import { renderSpeech } from '#lib/core/debate/speechText'
import { checkQuotes, } from '#lib/core/quotes/check'
import { debate } from '#lib/core/debate/presets'
import { joinTokens } from '#lib/core/questions/treebank'
import { readdirSync } from 'node:fs'
import { distinguish, strength } from '#lib/core/builtin/evidence'
import { read } from '#lib/core/builtin/reading'
const dir='/work/shared/data/nyu-debates/debates/official/'
const qs=new Map<string, any>()
for (const f of readdirSync(dir).sort()) {
  const { setup } = JSON.parse(readFileSync(dir+f,'utf8'))
  const c = setup.sourceMaterial.contents ?? setup.sourceMaterial.QuALITYSourceMaterial.contents
  const id = setup.question.trim()
  if (!qs.has(id)) qs.set(id,{question:id.replace(/\s+/g,' '),answers:setup.answers.map((a:string)=>a.replace(/\s+/g,' ').trim()),correct:setup.correctAnswerIndex,source:joinTokens(c).normalize('NFC')})
}
const all=[...qs.values()]
const show=process.argv[2]?.split(',').map(Number) ?? []
const words=Number(process.argv[3] ?? 100)
const limits=debate({turns:'simultaneous',rounds:3,words}).limits
let right=0,ties=0,notExact=0,quotes=0,bad=0,untagged=0,repeated=0; const times:number[]=[]
all.forEach((q,n)=>{
  const t0=performance.now()
  const said:[any[],any[]]=[[],[]]
  for(let r=0;r<3;r++){
    const made=[0,1].map(i=>{
      const raw=argue({question:q.question,ownAnswer:q.answers[i],otherAnswer:q.answers[1-i],source:q.source,ownSpeeches:said[i as 0],otherSpeeches:said[1-i as 0],limits,seed:'s'+n})
      return raw
    })
    made.forEach((raw,i)=>{
      const sp=renderSpeech(raw)
      const cq=checkQuotes(sp,q.source,{sourceHash:'x',known:[q.question,...q.answers],earlier:said[i as 0].flatMap((s:any)=>s.quotes)})
      const wc=sp.text.split(/\s+/).length
      if(wc<limits.speechMin||wc>limits.speechMax) bad++
      quotes+=cq.length; for(const c of cq){ if(c.status!=='exact'){notExact++; if(notExact<5)console.log('NOT EXACT',c.status,c.reason,c.text)} if(c.flags.includes('untagged')){untagged++;if(untagged<5)console.log('UNTAGGED',c.text,'\n',sp.text)} if(c.flags.includes('repeated'))repeated++}
      said[i as 0].push({text:sp.text,quotes:cq})
    })
  }
  times.push(performance.now()-t0)
  if(show.includes(n)){
    console.log('\n\n=====',n,q.question); q.answers.forEach((a:string,i:number)=>console.log(' ',i===q.correct?'*':' ',i,a))
    for(let r=0;r<3;r++)for(const i of [0,1]){console.log(`\n--- round ${r+1} side ${i} [${said[i as 0][r].text.split(/\s+/).length}]`);console.log(said[i as 0][r].text)}
  }
  const reading=read(q.source)
  const [a,b]=[0,1].map(i=>strength(reading,distinguish(q.question,q.answers[i],q.answers[1-i])))
  if(a===b)ties++; else if((a!>b!)===(q.correct===0))right++
})
times.sort((a,b)=>a-b)
console.log({n:all.length,right,ties,quotes,notExact,untagged,repeated,bad,median:times[times.length>>1],max:times.at(-1)})
